import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiError } from '../api/client.ts';
import { session } from '../api/session.ts';

const EVERY_MS = 2_000;
const WORST_MS = 15_000;

/**
 * Something of the server that is read again and again while somebody looks at it: not when nobody watches, not in a
 * hidden tab, not without a session. After a failure the last value stays, and the pause doubles. A server that needs
 * long to answer is asked less often.
 */
export class Poll<T> {
  value: T | undefined;
  error: ApiError | undefined;
  private readonly watchers = new Set<() => void>();
  private readonly visible = () => void this.wake();
  private unsubscribe: (() => void) | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private loading: Promise<void> | undefined;
  private failures = 0;
  /** Whose value it is: the next user must not see it. */
  private owner: string | null = null;

  constructor(private readonly load: () => Promise<T>) {}

  watch(watcher: () => void): () => void {
    if (this.watchers.size === 0) this.start();
    this.watchers.add(watcher);
    void this.wake();
    return () => {
      this.watchers.delete(watcher);
      if (this.watchers.size === 0) this.stop();
    };
  }

  /** Reads now; for after a change that the user made and wants to see. */
  async refresh(): Promise<void> {
    await this.loading;
    await this.wake();
  }

  private start(): void {
    if (this.owner !== session.token) this.forget();
    document.addEventListener('visibilitychange', this.visible);
    this.unsubscribe = session.subscribe(() => this.forget());
  }

  private stop(): void {
    clearTimeout(this.timer);
    document.removeEventListener('visibilitychange', this.visible);
    this.unsubscribe?.();
  }

  private async wake(): Promise<void> {
    clearTimeout(this.timer);
    if (this.watchers.size === 0 || document.hidden || session.token === null) return;
    this.loading ??= this.run().finally(() => (this.loading = undefined));
    await this.loading;
  }

  private async run(): Promise<void> {
    const token = session.token;
    const started = performance.now();
    try {
      const value = await this.load();
      // Whoever signed in meanwhile is not given the answer to somebody else's question.
      if (session.token === token) this.accept(value);
    } catch (error) {
      if (session.token === token) this.fail(error);
    }
    this.watchers.forEach((watcher) => watcher());
    const pause = Math.max(EVERY_MS * 2 ** this.failures, 5 * (performance.now() - started));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.wake(), Math.min(WORST_MS, pause));
  }

  private accept(value: T): void {
    this.value = value;
    this.owner = session.token;
    this.error = undefined;
    this.failures = 0;
  }

  private fail(error: unknown): void {
    this.error = error instanceof ApiError ? error : new ApiError(0, String(error));
    this.failures++;
  }

  private forget(): void {
    clearTimeout(this.timer);
    this.value = undefined;
    this.error = undefined;
    this.failures = 0;
  }
}

/** Ties a poll to an element: it runs while the element is on the page, and the element renders anew when it brings something. */
export class Watch<T> implements ReactiveController {
  private stop: (() => void) | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private poll?: Poll<T>,
  ) {
    host.addController(this);
  }

  get value(): T | undefined {
    return this.poll?.value;
  }

  get error(): ApiError | undefined {
    return this.poll?.error;
  }

  refresh(): Promise<void> {
    return this.poll?.refresh() ?? Promise.resolve();
  }

  /** Another subject, e.g. when the page shows the next deployment. */
  use(poll: Poll<T>): void {
    this.hostDisconnected();
    this.poll = poll;
    this.hostConnected();
  }

  hostConnected(): void {
    this.stop = this.poll?.watch(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.stop?.();
    this.stop = undefined;
  }
}
