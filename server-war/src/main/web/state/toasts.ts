/** Short messages about what was just done or did not work. */

export interface Toast {
  readonly id: number;
  readonly kind: 'done' | 'error';
  readonly text: string;
}

type Listener = (toasts: readonly Toast[]) => void;

/** Good news may pass; an error stays until it is read and closed, or until it is old. */
const LIFETIME_MS = { done: 5_000, error: 20_000 };
const MOST = 4;

let next = 0;
let toasts: readonly Toast[] = [];
const listeners = new Set<Listener>();

export function watchToasts(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function toast(kind: Toast['kind'], text: string): void {
  const id = next++;
  publish([...toasts, { id, kind, text }].slice(-MOST));
  setTimeout(() => dismiss(id), LIFETIME_MS[kind]);
}

export function dismiss(id: number): void {
  publish(toasts.filter((each) => each.id !== id));
}

/** Does what a button stands for and says how it went. Answers whether it worked. */
export async function attempt(what: string, action: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await action();
    if (done !== undefined) toast('done', done);
    return true;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    toast('error', `${what} did not work. ${why.charAt(0).toUpperCase()}${why.slice(1)}`);
    return false;
  }
}

function publish(now: readonly Toast[]): void {
  toasts = now;
  listeners.forEach((listener) => listener(toasts));
}
