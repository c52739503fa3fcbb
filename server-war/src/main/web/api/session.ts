/** Who is signed in, in this tab only. The token ends with the tab, with signing out, or when the server answers 401. */

const TOKEN = 'flipside.token';
const EMAIL = 'flipside.email';

type Listener = () => void;

class Session {
  private readonly listeners = new Set<Listener>();
  /** True when the server ended the session rather than the user; the sign-in page says so. */
  expired = false;

  get token(): string | null {
    return sessionStorage.getItem(TOKEN);
  }

  get email(): string {
    return sessionStorage.getItem(EMAIL) ?? '';
  }

  begin(token: string, email: string): void {
    sessionStorage.setItem(TOKEN, token);
    sessionStorage.setItem(EMAIL, email);
    this.expired = false;
    this.changed();
  }

  end(expired: boolean): void {
    if (this.token === null) return;
    sessionStorage.removeItem(TOKEN);
    this.expired = expired;
    this.changed();
  }

  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private changed(): void {
    this.listeners.forEach((listener) => listener());
  }
}

export const session = new Session();
