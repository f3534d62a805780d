import type { ReviewTask } from '../api/messages';
import { choicesOf, type Choice } from './choices';
import { Draft, isStructured } from './draft';
import type { Key } from './keys';
import type { ReviewQueue } from './queue';

/** What the reviewer does to the current item, until it is an answer. */
export class Answering {
  private readonly drafts = new Map<string, Draft>();

  constructor(private readonly queue: ReviewQueue) {
    queue.begun = task => this.drafts.get(task.id)?.touched ?? false;
  }

  /** The answer being made to the item, kept while the item is held or can be taken back; undefined where a label is all there is to choose. */
  of(task: ReviewTask): Draft | undefined {
    if (!isStructured(task)) {
      return undefined;
    }
    const known = this.drafts.get(task.id);
    // What was begun as one answer among several is not the one that settles a disagreement.
    if (known && known.task.adjudication === task.adjudication) {
      return known;
    }
    [...this.drafts.keys()].filter(id => !this.queue.knows(id)).forEach(id => this.drafts.delete(id));
    const draft = new Draft(task);
    this.drafts.set(task.id, draft);
    return draft;
  }

  /** Keys of the structured kinds. */
  edits(task: ReviewTask, key: Key): boolean {
    const draft = this.of(task);
    switch (draft && key.kind) {
      case 'none':
        return task.kind === 'MULTI_LABEL' && this.done(() => this.queue.decide({ value: { labels: [], spans: [], relations: [] } }));
      case 'move':
        return key.kind === 'move' && this.changed(draft!.move(key.by, key.direction, key.select), true);
      case 'span':
        return key.kind === 'span' && this.changed(draft!.go(key.direction), true);
      case 'remove':
        return this.changed(draft!.remove());
      case 'relation':
        return task.kind === 'RELATIONS' && this.changed(draft!.begin());
      case 'opinion':
        return this.changed(draft!.nextOpinion());
      default:
        return false;
    }
  }

  private done(action: () => void): boolean {
    action();
    return true;
  }

  /** Draws anew and says the words; false without any, as nothing was done. */
  changed(words: string | undefined, aloudOnly = false): boolean {
    this.queue.say(words ?? '', aloudOnly);
    return words !== undefined;
  }

  choices(task: ReviewTask): Choice[] {
    return choicesOf(task, this.of(task)?.origin ? 'RELATION' : 'SPAN');
  }

  digit(task: ReviewTask, digit: number): boolean {
    const choice = this.choices(task).find(known => known.digit === digit);
    return choice !== undefined && this.pick(task, choice);
  }

  /** Decides by the label; of a structured kind, puts it into the answer. */
  pick(task: ReviewTask, { label }: Choice): boolean {
    const draft = this.of(task);
    if (!draft) {
      return this.done(() => this.queue.decide({ label: label.name }));
    }
    if (task.kind === 'MULTI_LABEL') {
      return this.changed(draft.toggle(label.name));
    }
    const nothing = draft.origin ? 'Go to the target with Tab first.' : 'Select some text first.';
    return this.changed((draft.origin ? draft.join(label.name) : draft.mark(label.name)) ?? nothing);
  }

  accept(task: ReviewTask): boolean {
    const draft = this.of(task);
    if (!draft) {
      return task.labels.some(label => label.name === task.suggestion) && this.done(() => this.queue.decide({ label: task.suggestion }));
    }
    if (task.kind === 'MULTI_LABEL' && draft.empty) {
      return this.changed('Nothing is chosen. Press 0 or N if no label fits.');
    }
    return this.done(() => this.queue.decide({ value: draft.value() }));
  }

  takeOpinion(task: ReviewTask, index: number): void {
    const draft = this.of(task);
    if (draft) {
      this.changed(draft.takeOpinion(index));
    } else {
      this.queue.decide({ label: task.opinions[index]!.label });
    }
  }

  /** Lets go of what is selected or begun; false if nothing was. */
  relax(task: ReviewTask): boolean {
    return this.of(task)?.relax() ?? false;
  }
}
