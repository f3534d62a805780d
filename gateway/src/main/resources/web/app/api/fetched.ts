import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Problem } from './client';

/**
 * A resource that a view shows: what was read last, what went wrong last, and whether it is being read.
 * A failed refresh keeps the older value, so that a view never goes blank because of one lost answer.
 */
export class Fetched<T> implements ReactiveController {
  value?: T;
  problem?: Problem;
  loading = false;
  readAt = 0;
  private attempt = 0;
  private abort?: AbortController;
  private timer?: number;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly read: (signal: AbortSignal) => Promise<T>,
    private readonly everySeconds: number | (() => number) = 0,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    void this.refresh();
  }

  hostDisconnected(): void {
    window.clearTimeout(this.timer);
    this.abort?.abort();
    this.attempt++;
  }

  /** Forgets what was read and reads anew: for other parameters. */
  restart(): void {
    this.value = undefined;
    this.problem = undefined;
    void this.refresh();
  }

  /** Reads again; resolves when the answer, good or bad, is there. */
  async refresh(): Promise<void> {
    window.clearTimeout(this.timer);
    this.abort?.abort();
    this.abort = new AbortController();
    const attempt = ++this.attempt;
    this.loading = true;
    this.host.requestUpdate();
    try {
      const value = await this.read(this.abort.signal);
      if (attempt === this.attempt) {
        this.value = value;
        this.problem = undefined;
        this.readAt = Date.now();
      }
    } catch (failure) {
      if (attempt === this.attempt) {
        this.problem = failure instanceof Problem ? failure : new Problem(0, 'UNREADABLE', 'The answer could not be read', String(failure));
      }
    }
    if (attempt === this.attempt) {
      this.loading = false;
      this.host.requestUpdate();
      this.schedule();
    }
  }

  private schedule(): void {
    const seconds = typeof this.everySeconds === 'number' ? this.everySeconds : this.everySeconds();
    if (seconds > 0) {
      const wait = Math.max(seconds, this.problem?.retryAfterSeconds ?? 0);
      this.timer = window.setTimeout(() => (document.hidden ? this.schedule() : void this.refresh()), wait * 1000);
    }
  }
}
