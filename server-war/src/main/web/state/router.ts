/** Addresses of the console. Every page has one, so that it can be bookmarked, sent to a colleague and reloaded. */

export type Route =
  | { readonly page: 'overview' | 'devices' | 'deployments' | 'releases' | 'nowhere' }
  | { readonly page: 'device' | 'deployment'; readonly id: string };

export function routeOf(path: string): Route {
  const [first = '', second = '', ...rest] = path.split('/').filter((part) => part !== '');
  if (rest.length > 0) return { page: 'nowhere' };
  if (first === '' && second === '') return { page: 'overview' };
  if (first === 'devices') return second === '' ? { page: 'devices' } : { page: 'device', id: decoded(second) };
  if (first === 'deployments') {
    return second === '' ? { page: 'deployments' } : { page: 'deployment', id: decoded(second) };
  }
  return first === 'releases' && second === '' ? { page: 'releases' } : { page: 'nowhere' };
}

/** A stray percent sign in an address is no reason to fail: the page then says that there is no such thing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

type Listener = () => void;
const listeners = new Set<Listener>();

export function navigate(path: string): void {
  if (path !== location.pathname) history.pushState(null, '', path);
  listeners.forEach((listener) => listener());
}

/** Calls back on every change of address, and makes plain links to our own pages change it without a reload. */
export function onNavigate(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function startRouter(): void {
  addEventListener('popstate', () => listeners.forEach((listener) => listener()));
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.composedPath().find((each): each is HTMLAnchorElement => each instanceof HTMLAnchorElement);
    if (link === undefined || link.target !== '' || link.origin !== location.origin) return;
    if (routeOf(link.pathname).page === 'nowhere') return;
    event.preventDefault();
    navigate(link.pathname);
  });
}
