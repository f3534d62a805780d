import type { ReviewTask } from '../api/messages';

/** How long an item is its reviewer's, if the gateway does not say. */
const LEASE = 10 * 60_000;
const RENEW = 3 * 60_000;
const RETRY = 15_000;
const ENDING = 60_000;

export type Hold = 'held' | 'ending' | 'ended';

/** Until when each item is the caller's, by this browser's clock. */
export class Leases {
  private readonly ends = new Map<string, number>();
  private readAt = Date.now();
  private triedAt = 0;

  /** An end that is over as it arrives tells of clocks that differ, not of an item that is gone. */
  take(task: ReviewTask, now = Date.now()): void {
    const end = Date.parse(task.leaseExpireTime ?? '');
    this.ends.set(task.id, end > now ? end : now + LEASE);
  }

  of(task: ReviewTask | undefined, now = Date.now()): Hold {
    const left = (task ? (this.ends.get(task.id) ?? Infinity) : Infinity) - now;
    return left <= 0 ? 'ended' : left <= ENDING ? 'ending' : 'held';
  }

  /** It is time to have them renewed, and not too soon after an attempt that failed. */
  due(now = Date.now()): boolean {
    return now - this.readAt >= RENEW && now - this.triedAt >= RETRY;
  }

  asked(now = Date.now()): void {
    this.triedAt = now;
  }

  /** Whatever was held when it was asked at this time was renewed. */
  renewed(askedAt: number): void {
    this.readAt = askedAt;
  }

  keepOnly(known: (taskId: string) => boolean): void {
    [...this.ends.keys()].filter(id => !known(id)).forEach(id => this.ends.delete(id));
  }
}
