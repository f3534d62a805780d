import type { AnnotationValue, ReviewTask } from '../api/messages';
import { excerpt } from '../format';

/** A label, or the value of an item of a structured kind. */
export type Answer = { label: string } | { value: AnnotationValue };

export interface Decision {
  task: ReviewTask;
  answer: Answer;
  /** Whether the model's suggestion was kept; undefined where none was shown. */
  kept?: boolean;
  /** The gateway refused it: there is nothing to take back. */
  refused: boolean;
  undone: boolean;
}

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

/** The decisions since the page was opened: how many stand, and the last ten, which can be taken back. */
export class Decisions {
  decided = 0;
  kept = 0;
  /** Decisions with a suggestion in sight. */
  suggested = 0;
  private past: Decision[] = [];

  get undoable(): number {
    return this.past.length;
  }

  has(taskId: string): boolean {
    return this.past.some(decision => decision.task.id === taskId);
  }

  add(task: ReviewTask, answer: Answer): Decision {
    const decision: Decision = { task, answer, kept: keptSuggestion(task, answer), refused: false, undone: false };
    this.past = [...this.past, decision].slice(-UNDOABLE);
    this.count(decision, 1);
    return decision;
  }

  /** The last decision, which counts no more. */
  takeBack(): Decision | undefined {
    const last = this.past.pop();
    if (last) {
      last.undone = true;
      this.count(last, -1);
    }
    return last;
  }

  /** The decision never reached the record. */
  drop(decision: Decision): void {
    this.past = this.past.filter(other => other !== decision);
    this.count(decision, -1);
  }

  /** Taking it back did not work: it counts again, before a later decision on the same item. */
  restore(decision: Decision, undoable: boolean): void {
    decision.undone = false;
    this.count(decision, 1);
    if (undoable) {
      const later = this.past.findIndex(other => other.task.id === decision.task.id);
      this.past.splice(later < 0 ? this.past.length : later, 0, decision);
      this.past = this.past.slice(-UNDOABLE);
    }
  }

  private count(decision: Decision, by: 1 | -1): void {
    this.decided += by;
    this.suggested += decision.kept === undefined ? 0 : by;
    this.kept += decision.kept ? by : 0;
  }
}
