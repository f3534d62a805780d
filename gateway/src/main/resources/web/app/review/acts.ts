import type { AnnotationValue, ReviewTask } from '../api/messages';
import { excerpt } from '../format';

/** A label, or the value of an item of a structured kind. */
export type Answer = { label: string } | { value: AnnotationValue };

/** What a reviewer can do with an item to have done with it. */
export type Step = { verb: 'decide'; answer: Answer } | { verb: 'skip' } | { verb: 'escalate' };

/** A step that was taken with an item. */
export interface Act {
  task: ReviewTask;
  step: Step;
  /** Whether the model's suggestion was kept; undefined where none was shown, or nothing was decided. */
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

/** What a step did, what did not come of it when it was refused, taking it back, and what stays when that was refused. */
export function toldOf(step: Step): { done: string; refused: string; undone: string; stays: string } {
  switch (step.verb) {
    case 'decide': {
      const words = wordsOf(step.answer);
      return { done: `Labeled ${words}.`, refused: `${words} was not saved.`, undone: `Took back ${words}.`, stays: `it stays labeled ${words}` };
    }
    case 'skip':
      return { done: 'Skipped; it comes back later.', refused: 'Skipping did not work.', undone: 'Took back that it was skipped.', stays: 'it stays skipped' };
    case 'escalate':
      return {
        done: 'Sent to the experts.',
        refused: 'Sending to the experts did not work.',
        undone: 'Took it back from the experts.',
        stays: 'it stays with the experts',
      };
  }
}

/** What was done since the page was opened: how many decisions stand, and the last ten steps, which can be taken back. */
export class Acts {
  decided = 0;
  kept = 0;
  /** Decisions with a suggestion in sight. */
  suggested = 0;
  private past: Act[] = [];

  get undoable(): number {
    return this.past.length;
  }

  has(taskId: string): boolean {
    return this.past.some(act => act.task.id === taskId);
  }

  add(task: ReviewTask, step: Step): Act {
    const act: Act = { task, step, kept: step.verb === 'decide' ? keptSuggestion(task, step.answer) : undefined, refused: false, undone: false };
    this.past = [...this.past, act].slice(-UNDOABLE);
    this.count(act, 1);
    return act;
  }

  /** The last act, which counts no more. */
  takeBack(): Act | undefined {
    const last = this.past.pop();
    if (last) {
      last.undone = true;
      this.count(last, -1);
    }
    return last;
  }

  /** The act never reached the record. */
  drop(act: Act): void {
    this.past = this.past.filter(other => other !== act);
    this.count(act, -1);
  }

  /** Taking it back did not work: it counts again, before a later act on the same item. */
  restore(act: Act, undoable: boolean): void {
    act.undone = false;
    this.count(act, 1);
    if (undoable) {
      const later = this.past.findIndex(other => other.task.id === act.task.id);
      this.past.splice(later < 0 ? this.past.length : later, 0, act);
      this.past = this.past.slice(-UNDOABLE);
    }
  }

  /** An item that was put aside is dealt again: there is nothing to take back. */
  dealt(taskId: string): void {
    this.past = this.past.filter(act => act.task.id !== taskId || act.step.verb === 'decide');
  }

  private count(act: Act, by: 1 | -1): void {
    this.decided += act.step.verb === 'decide' ? by : 0;
    this.suggested += act.kept === undefined ? 0 : by;
    this.kept += act.kept ? by : 0;
  }
}
