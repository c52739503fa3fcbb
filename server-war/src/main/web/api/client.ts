import { session } from './session.ts';

/** An answer other than success, or none at all (status 0). The message says what happened in words for a person. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const TIMEOUT_MS = 20_000;
let skew = 0;

/** Now, by the server's clock: a laptop that runs ten minutes late must not show times in the future. */
export function serverNow(): number {
  return Date.now() + skew;
}

export async function getJson<T>(path: string): Promise<T> {
  return (await (await send('GET', path)).json()) as T;
}

export async function getText(path: string): Promise<string> {
  return (await send('GET', path)).text();
}

export async function sendJson(method: 'POST' | 'PUT', path: string, body: unknown): Promise<Response> {
  return send(method, path, JSON.stringify(body));
}

export async function remove(path: string): Promise<void> {
  await send('DELETE', path);
}

async function send(method: string, path: string, body?: string): Promise<Response> {
  const headers: Record<string, string> = { Authorization: `Bearer ${session.token ?? ''}` };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const response = await reach(path, { method, headers, ...(body === undefined ? {} : { body }) });
  if (response.status === 401) session.end(true);
  if (!response.ok) throw await failure(response);
  return response;
}

/** The Basic login answers the token itself, so the session is not involved yet. */
export async function signIn(email: string, password: string): Promise<void> {
  const basic = btoa(String.fromCharCode(...new TextEncoder().encode(`${email}:${password}`)));
  const response = await reach('/api/management/v1/useradm/auth/login', {
    method: 'POST',
    headers: { Authorization: `Basic ${basic}`, 'Content-Type': 'application/json' },
  });
  if (response.status === 401) {
    throw new ApiError(401, 'E-mail or password is not right. Check both and try again.');
  }
  if (response.status === 429) {
    const seconds = response.headers.get('Retry-After');
    throw new ApiError(429, `Too many wrong attempts. Wait ${seconds === null ? 'a minute' : `${seconds} s`}, then try again.`);
  }
  if (!response.ok) throw await failure(response);
  session.begin((await response.text()).trim(), email);
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(path, { ...init, cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) });
    noteClock(response.headers.get('Date'));
    return response;
  } catch {
    throw new ApiError(0, 'The server does not answer. Is it running, and is this machine connected?');
  }
}

function noteClock(date: string | null): void {
  const at = date === null ? NaN : Date.parse(date);
  // The header has whole seconds: smaller differences are noise.
  if (!Number.isNaN(at)) skew = Math.abs(at - Date.now()) < 2_000 ? 0 : at - Date.now();
}

async function failure(response: Response): Promise<ApiError> {
  const text = await response.text().catch(() => '');
  return new ApiError(response.status, errorText(response.status, text));
}

export function errorText(status: number, body: string): string {
  try {
    const json = JSON.parse(body) as { error?: unknown; detail?: unknown };
    const said = json.error ?? json.detail;
    if (typeof said === 'string' && said !== '') return said;
  } catch {
    // Not JSON: a proxy or the container answered. Its HTML helps nobody.
  }
  return status >= 500
    ? `The server failed (status ${status}). Its log has the reason; try again.`
    : `The server refused the request (status ${status}).`;
}
