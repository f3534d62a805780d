import { get, post, Problem } from '../api/client';
import type { NextReviews, ReviewStats, ReviewTask } from '../api/messages';
import { excerpt } from '../format';

type Verb = 'decide' | 'skip' | 'escalate' | 'undo';

/** A decision that did not reach the record. */
export interface Unsaved {
  taskId: string;
  words: string;
}

interface Decision {
  task: ReviewTask;
  label: string;
  /** The gateway refused it: there is nothing to take back. */
  refused: boolean;
  undone: boolean;
}

const AHEAD = 3;
const UNDOABLE = 10;

/**
 * The caller's part of the review queue. A decision moves on at once and is sent meanwhile, in order for each item; one that
 * is refused comes back as the next item with the reason. Three items beyond the current one are held ready.
 */
export class ReviewQueue {
  tasks: ReviewTask[] = [];
  waiting = 0;
  loaded = false;
  problem?: Problem;
  unsaved: Unsaved[] = [];
  decided = 0;
  kept = 0;
  stats?: ReviewStats;
  /** What happened last, as a sentence to be read out. */
  said = '';
  private readonly past: Decision[] = [];
  private readonly pending = new Map<string, Promise<unknown>>();
  /** Left this queue and must not be dealt again by an answer that was under way; until the given time. */
  private readonly left = new Map<string, number>();
  private filling?: Promise<void>;
  /** Something left since the last filling. */
  private thirsty = false;
  private shownAt = performance.now();
  private shownId = '';

  constructor(
    private readonly projectId: string,
    private readonly route: string,
    private readonly changed: () => void,
  ) {}

  get current(): ReviewTask | undefined {
    return this.tasks[0];
  }

  get undoable(): number {
    return this.past.length;
  }

  get saving(): boolean {
    return this.pending.size > 0;
  }

  /** Fills up to the current item and the three after it. */
  fill(): Promise<void> {
    this.filling ??= this.read().finally(() => {
      this.filling = undefined;
      this.settle();
    });
    return this.filling;
  }

  decide(label: string): void {
    const task = this.tasks.shift();
    if (!task) {
      return;
    }
    const seconds = Math.min(600, Math.round((performance.now() - this.shownAt) / 100) / 10);
    const decision = { task, label, refused: false, undone: false };
    this.past.push(decision);
    if (this.past.length > UNDOABLE) {
      this.past.shift();
    }
    this.decided++;
    this.kept += label === task.suggestion ? 1 : 0;
    this.said = `Labeled ${label}.`;
    this.leave(task);
    this.send(task, 'decide', { label, seconds }, problem => this.takeBack(decision, problem));
    this.settle();
  }

  skip(): void {
    this.pass('skip', 'Skipped; it comes back later.');
  }

  escalate(): void {
    this.pass('escalate', 'Sent to the experts.');
  }

  /** Brings the last decided item back as the current one; its decision is withdrawn. */
  undo(): void {
    const last = this.past.pop();
    if (!last) {
      return;
    }
    last.undone = true;
    this.decided--;
    this.kept -= last.label === last.task.suggestion ? 1 : 0;
    this.said = `Took back ${last.label}.`;
    this.tasks.unshift(last.task);
    const refused = (problem: Problem) => {
      this.tasks = this.tasks.filter(task => task.id !== last.task.id);
      this.complain(last.task, `Undoing did not work; it stays labeled ${last.label}.`, problem);
    };
    this.send(last.task, 'undo', {}, refused, () => last.refused);
    this.settle();
  }

  dismiss(unsaved: Unsaved): void {
    this.unsaved = this.unsaved.filter(other => other !== unsaved);
    this.changed();
  }

  /** Leases run out while a page lies open; what was held may be with someone else. */
  renew(): void {
    const now = Date.now();
    if (this.tasks.some(task => task.leaseExpireTime && Date.parse(task.leaseExpireTime) < now)) {
      this.tasks = [];
      this.loaded = false;
      this.said = 'These items were held too long and are read again.';
      void this.fill();
      this.changed();
    }
  }

  private pass(verb: 'skip' | 'escalate', said: string): void {
    const task = this.tasks.shift();
    if (!task) {
      return;
    }
    this.said = said;
    this.leave(task);
    this.send(task, verb, {}, problem => {
      this.back(task);
      this.complain(task, verb === 'skip' ? 'Skipping did not work.' : 'Sending to the experts did not work.', problem);
    });
    this.settle();
  }

  private send(task: ReviewTask, verb: Verb, body: object, refused: (problem: Problem) => void, needless = () => false): void {
    const before = this.pending.get(task.id) ?? Promise.resolve();
    const sending = before
      .then(() => (needless() ? undefined : post<ReviewTask>(`/reviews/${task.id}:${verb}`, body).then(saved => this.refresh(saved))))
      .catch((problem: Problem) => refused(problem))
      .finally(() => {
        if (this.pending.get(task.id) === sending) {
          this.pending.delete(task.id);
        }
        this.settle();
      });
    this.pending.set(task.id, sending);
  }

  /** An item taken back has a new lease. */
  private refresh(saved: ReviewTask): void {
    this.tasks = this.tasks.map(task => (task.id === saved.id ? { ...task, leaseExpireTime: saved.leaseExpireTime, revision: saved.revision } : task));
  }

  private takeBack(decision: Decision, problem: Problem): void {
    const { task, label } = decision;
    decision.refused = true;
    if (decision.undone) {
      return;
    }
    const index = this.past.indexOf(decision);
    this.past.splice(index, index < 0 ? 0 : 1);
    this.decided--;
    this.kept -= label === task.suggestion ? 1 : 0;
    if (problem.code !== 'FAILED_PRECONDITION' && problem.status !== 404) {
      this.back(task);
    }
    this.complain(task, `${label} was not saved.`, problem);
  }

  /** As the next item, not the current one: a key that is already on its way must not hit it. */
  private back(task: ReviewTask): void {
    this.left.delete(task.id);
    if (!this.tasks.some(other => other.id === task.id)) {
      this.tasks.splice(Math.min(1, this.tasks.length), 0, task);
    }
  }

  private complain(task: ReviewTask, what: string, problem: Problem): void {
    this.unsaved = [...this.unsaved, { taskId: task.id, words: `“${excerpt(task.text, 60)}”: ${what} ${problem.message}` }];
    this.said = what;
  }

  private leave(task: ReviewTask): void {
    this.left.set(task.id, Date.now() + 20_000);
    this.thirsty = true;
  }

  private async read(): Promise<void> {
    this.thirsty = false;
    try {
      const wanted = Math.min(20, AHEAD + 1 + this.pending.size);
      const next = await post<NextReviews>('/reviews/next', { projectId: this.projectId, count: wanted, route: this.route || undefined });
      const now = Date.now();
      const known = new Set(this.tasks.map(task => task.id));
      const fresh = next.tasks.filter(task => !known.has(task.id) && (this.left.get(task.id) ?? 0) < now && !this.pending.has(task.id));
      this.tasks.push(...fresh);
      this.waiting = next.waiting;
      this.problem = undefined;
    } catch (problem) {
      this.problem = problem as Problem;
    }
    this.loaded = true;
    await this.readStats();
  }

  private async readStats(): Promise<void> {
    this.stats = await get<ReviewStats>('/reviews/stats', { projectId: this.projectId }).catch(() => this.stats);
  }

  private settle(): void {
    if (this.current?.id !== this.shownId) {
      this.shownId = this.current?.id ?? '';
      this.shownAt = performance.now();
    }
    if (this.thirsty && this.tasks.length <= AHEAD && !this.filling) {
      void this.fill();
    }
    this.changed();
  }
}
