import { get, post, type Problem } from '../api/client';
import type { NextReviews, ReviewStats, ReviewTask } from '../api/messages';
import { excerpt, plural } from '../format';
import { Acts, toldOf, type Act, type Answer, type Step } from './acts';
import { Leases, type Hold } from './leases';

/** Work that did not reach the record. */
export interface Unsaved {
  taskId: string;
  words: string;
}

const AHEAD = 3;
/** What the gateway deals at once at most. */
const MOST = 20;
const STATS_EVERY = 15_000;

/** The item is decided or with somebody else: trying again cannot help. */
function isFinal(problem: Problem): boolean {
  return problem.code === 'FAILED_PRECONDITION' || problem.status === 404;
}

/**
 * The caller's part of the review queue. A decision moves on at once and is sent meanwhile, in order for each item; one that
 * is refused comes back as the next item with the reason. Three items beyond the current one are held ready.
 */
export class ReviewQueue {
  tasks: ReviewTask[] = [];
  /** Items that could be dealt beside those held. */
  waiting = 0;
  loaded = false;
  problem?: Problem;
  unsaved: Unsaved[] = [];
  stats?: ReviewStats;
  /** What happened last, as a sentence; whether it is shown or only read out, as what it tells is in sight already. */
  said = '';
  saidAloudOnly = false;
  /** Whether an answer to the item was begun. */
  begun: (task: ReviewTask) => boolean = () => false;
  readonly acts = new Acts();
  private readonly pending = new Map<string, Promise<unknown>>();
  /** Left this queue and must not be dealt again by an answer that was under way; until the given time. */
  private readonly left = new Map<string, number>();
  private readonly leases = new Leases();
  private filling?: Promise<void>;
  /** Something left since the last filling. */
  private thirsty = false;
  private statsAt = -STATS_EVERY;
  private hold: Hold = 'held';
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

  get saving(): boolean {
    return this.pending.size > 0;
  }

  /** Whether the current item is the caller's still, is so for another minute, or may be somebody else's. */
  get lease(): Hold {
    return this.leases.of(this.current);
  }

  /** Held, on its way, or to be taken back. */
  knows(taskId: string): boolean {
    return this.tasks.some(task => task.id === taskId) || this.pending.has(taskId) || this.acts.has(taskId);
  }

  /** Fills up to the current item and the three after it. */
  fill(): Promise<void> {
    this.filling ??= this.read().finally(() => {
      this.filling = undefined;
      this.settle();
    });
    return this.filling;
  }

  say(words: string, aloudOnly = false): void {
    this.said = words;
    this.saidAloudOnly = aloudOnly;
    this.changed();
  }

  decide(answer: Answer): void {
    const seconds = Math.min(600, Math.round((performance.now() - this.shownAt) / 100) / 10);
    this.act({ verb: 'decide', answer }, { ...answer, seconds });
  }

  skip(): void {
    this.act({ verb: 'skip' });
  }

  escalate(): void {
    this.act({ verb: 'escalate' });
  }

  /** Brings the item of the last act back as the current one; the decision is withdrawn, the skipped or escalated item held again. */
  undo(): void {
    const last = this.acts.takeBack();
    if (!last) {
      return;
    }
    this.leases.take({ ...last.task, leaseExpireTime: undefined });
    this.tasks.unshift(last.task);
    this.send(last.task, 'undo', {}, problem => this.keepAct(last, problem), () => last.refused);
    this.say(toldOf(last.step).undone);
    this.settle();
  }

  dismiss(unsaved: Unsaved): void {
    this.unsaved = this.unsaved.filter(other => other !== unsaved);
    this.changed();
  }

  /** Has what is held renewed while somebody is at the page; asked now and then. */
  keep(inUse: boolean): void {
    if (inUse && this.current && !this.filling && this.leases.due()) {
      void this.fill();
    }
    if (this.hold !== this.lease) {
      this.hold = this.lease;
      this.changed();
    }
  }

  /** The current item, which leaves; undefined where it may be somebody else's by now, so that it has to be asked for again. */
  private take(): ReviewTask | undefined {
    if (this.current && this.lease === 'ended') {
      this.say('Your time for this item ran out. It is being asked for again.');
      void this.fill();
      return undefined;
    }
    return this.tasks.shift();
  }

  private act(step: Step, body: object = {}): void {
    const task = this.take();
    if (!task) {
      return;
    }
    const act = this.acts.add(task, step);
    this.leave(task);
    this.send(task, step.verb, body, problem => this.takeBack(act, problem));
    this.say(toldOf(step).done);
    this.settle();
  }

  private send(task: ReviewTask, verb: Step['verb'] | 'undo', body: object, refused: (problem: Problem) => void, needless = () => false): void {
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

  /** An item taken back has a new lease, unless somebody settles a disagreement on it meanwhile. */
  private refresh(saved: ReviewTask): void {
    const here = this.tasks.find(task => task.id === saved.id);
    if (here && saved.adjudication && !here.adjudication) {
      this.tasks = this.tasks.filter(task => task.id !== saved.id);
      this.say('Taken back. Somebody else is settling a disagreement on it.');
    }
    this.renew(saved);
  }

  private renew(saved: ReviewTask): void {
    this.leases.take(saved);
    this.tasks = this.tasks.map(task => (task.id === saved.id ? { ...task, leaseExpireTime: saved.leaseExpireTime, revision: saved.revision } : task));
  }

  private takeBack(act: Act, problem: Problem): void {
    act.refused = true;
    if (act.undone) {
      return;
    }
    this.acts.drop(act);
    if (!isFinal(problem)) {
      this.back(act.task);
    }
    this.complain(act.task, toldOf(act.step).refused, problem.message);
  }

  private keepAct(act: Act, problem: Problem): void {
    this.tasks = this.tasks.filter(task => task.id !== act.task.id);
    this.acts.restore(act, !isFinal(problem));
    this.complain(act.task, `Undoing did not work; ${toldOf(act.step).stays}.`, problem.message);
  }

  /** As the next item, not the current one: a key that is already on its way must not hit it. */
  private back(task: ReviewTask): void {
    this.left.delete(task.id);
    if (!this.tasks.some(other => other.id === task.id)) {
      this.tasks.splice(Math.min(1, this.tasks.length), 0, task);
    }
  }

  private complain(task: ReviewTask, what: string, why = ''): void {
    this.unsaved = [...this.unsaved, { taskId: task.id, words: `“${excerpt(task.text, 60)}”: ${what} ${why}`.trim() }];
    this.say(what, true);
  }

  private leave(task: ReviewTask): void {
    this.left.set(task.id, Date.now() + 20_000);
    this.thirsty = true;
  }

  private async read(): Promise<void> {
    this.thirsty = false;
    const askedAt = Date.now();
    this.leases.asked(askedAt);
    try {
      const held = new Set([...this.tasks.map(task => task.id), ...this.pending.keys()]);
      const wanted = Math.min(MOST, Math.max(AHEAD + 1 + this.pending.size, held.size));
      const next = await post<NextReviews>('/reviews/next', { projectId: this.projectId, count: wanted, route: this.route || undefined });
      this.leases.renewed(askedAt);
      this.merge(next);
      this.problem = undefined;
    } catch (problem) {
      this.problem = problem as Problem;
    }
    this.loaded = true;
    void this.readStats();
  }

  private merge(next: NextReviews): void {
    const now = Date.now();
    const known = new Set(this.tasks.map(task => task.id));
    const dealt = new Set(next.tasks.map(task => task.id));
    const gone = this.tasks.filter(task => this.leases.of(task, now) === 'ended' && !dealt.has(task.id) && !this.pending.has(task.id));
    const fresh = next.tasks.filter(task => !known.has(task.id) && (this.left.get(task.id) ?? 0) < now && !this.pending.has(task.id));
    this.lose(gone);
    fresh.forEach(task => this.acts.dealt(task.id));
    this.tasks.push(...fresh);
    next.tasks.forEach(task => this.renew(task));
    this.leases.keepOnly(id => this.knows(id));
    this.waiting = next.waiting;
  }

  private lose(gone: ReviewTask[]): void {
    this.tasks = this.tasks.filter(task => !gone.includes(task));
    if (gone.length > 0) {
      this.say(`${plural(gone.length, 'item')} went back into the queue, as the time for ${gone.length === 1 ? 'it' : 'them'} had run out.`);
    }
    gone.filter(task => this.begun(task)).forEach(task => this.complain(task, 'The time for it ran out, and it went to somebody else. Your answer to it is lost.'));
  }

  /** At most every 15 seconds, and once more when nothing is left: what was open a moment ago is not with others. */
  private async readStats(): Promise<void> {
    if (this.tasks.length === 0 && this.shownId) {
      this.stats = undefined;
      this.statsAt = -STATS_EVERY;
    }
    const now = performance.now();
    if (now - this.statsAt < STATS_EVERY) {
      return;
    }
    this.statsAt = this.pending.size > 0 ? -STATS_EVERY : now;
    this.stats = await get<ReviewStats>('/reviews/stats', { projectId: this.projectId }).catch(() => this.stats);
    this.changed();
  }

  private settle(): void {
    if (this.current?.id !== this.shownId) {
      this.shownId = this.current?.id ?? '';
      this.shownAt = performance.now();
    }
    if (this.thirsty && this.tasks.length <= AHEAD && !this.filling) {
      void this.fill();
    }
    this.hold = this.lease;
    this.changed();
  }
}
