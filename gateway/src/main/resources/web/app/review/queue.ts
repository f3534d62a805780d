import { get, post, Problem } from '../api/client';
import type { AnnotationValue, NextReviews, ReviewStats, ReviewTask } from '../api/messages';
import { excerpt } from '../format';

type Verb = 'decide' | 'skip' | 'escalate' | 'undo';

/** A decision that did not reach the record. */
export interface Unsaved {
  taskId: string;
  words: string;
}

/** A label, or the value of an item of a structured kind. */
export type Answer = { label: string } | { value: AnnotationValue };

interface Decision {
  task: ReviewTask;
  answer: Answer;
  /** Whether the model's suggestion was kept; undefined where none was shown. */
  kept?: boolean;
  /** The gateway refused it: there is nothing to take back. */
  refused: boolean;
  undone: boolean;
}

const AHEAD = 3;
const UNDOABLE = 10;

/** An answer in a few words. */
export function wordsOf(answer: Answer): string {
  if ('label' in answer) {
    return answer.label;
  }
  const { labels, spans, relations } = answer.value;
  const parts = [...labels, ...spans.map(span => `${span.label} ${span.text}`), ...relations.map(relation => relation.label)];
  return parts.length === 0 ? 'none' : excerpt(parts.join(', '), 80);
}

function keptSuggestion(task: ReviewTask, answer: Answer): boolean | undefined {
  if ('label' in answer) {
    return task.suggestion ? answer.label === task.suggestion : undefined;
  }
  return task.suggestedValue ? JSON.stringify(answer.value) === JSON.stringify(task.suggestedValue) : undefined;
}

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
  /** Decisions with a suggestion in sight. */
  suggested = 0;
  stats?: ReviewStats;
  /** What happened last, as a sentence to be read out. */
  said = '';
  /** What was answered to items that came back. */
  readonly answered = new Map<string, Answer>();
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

  say(words: string): void {
    this.said = words;
    this.changed();
  }

  decide(answer: Answer): void {
    const task = this.tasks.shift();
    if (!task) {
      return;
    }
    const seconds = Math.min(600, Math.round((performance.now() - this.shownAt) / 100) / 10);
    const decision: Decision = { task, answer, kept: keptSuggestion(task, answer), refused: false, undone: false };
    this.past.push(decision);
    if (this.past.length > UNDOABLE) {
      this.past.shift();
    }
    this.tally(decision, 1);
    this.said = `Labeled ${wordsOf(answer)}.`;
    this.leave(task);
    this.send(task, 'decide', { ...answer, seconds }, problem => this.takeBack(decision, problem));
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
    this.tally(last, -1);
    this.said = `Took back ${wordsOf(last.answer)}.`;
    this.answered.set(last.task.id, last.answer);
    this.tasks.unshift(last.task);
    const refused = (problem: Problem) => {
      this.tasks = this.tasks.filter(task => task.id !== last.task.id);
      this.complain(last.task, `Undoing did not work; it stays labeled ${wordsOf(last.answer)}.`, problem);
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

  private tally(decision: Decision, by: 1 | -1): void {
    this.decided += by;
    this.suggested += decision.kept === undefined ? 0 : by;
    this.kept += decision.kept ? by : 0;
  }

  /** An item taken back has a new lease, unless somebody settles a disagreement on it meanwhile. */
  private refresh(saved: ReviewTask): void {
    const here = this.tasks.find(task => task.id === saved.id);
    if (here && saved.adjudication && !here.adjudication) {
      this.tasks = this.tasks.filter(task => task.id !== saved.id);
      this.said = 'Taken back. Somebody else is settling a disagreement on it.';
    }
    this.tasks = this.tasks.map(task => (task.id === saved.id ? { ...task, leaseExpireTime: saved.leaseExpireTime, revision: saved.revision } : task));
  }

  private takeBack(decision: Decision, problem: Problem): void {
    const { task, answer } = decision;
    decision.refused = true;
    if (decision.undone) {
      return;
    }
    const index = this.past.indexOf(decision);
    this.past.splice(index, index < 0 ? 0 : 1);
    this.tally(decision, -1);
    this.answered.set(task.id, answer);
    if (problem.code !== 'FAILED_PRECONDITION' && problem.status !== 404) {
      this.back(task);
    }
    this.complain(task, `${wordsOf(answer)} was not saved.`, problem);
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
