import type { ReviewTask } from '../api/messages';
import { choicesOf, type Choice } from './choices';
import { Draft, isStructured } from './draft';
import type { Key } from './keys';
import type { ReviewQueue } from './queue';

/** What the reviewer does to the current item, until it is an answer. */
export class Answering {
  private draft?: Draft;

  constructor(private readonly queue: ReviewQueue) {}

  /** The answer being made to the current item; undefined where a label is all there is to choose. */
  of(task: ReviewTask): Draft | undefined {
    if (!isStructured(task)) {
      return undefined;
    }
    if (this.draft?.task.id !== task.id) {
      const before = this.queue.answered.get(task.id);
      this.draft = new Draft(task, before && 'value' in before ? before.value : undefined);
    }
    return this.draft;
  }

  /** Keys of the structured kinds. */
  edits(task: ReviewTask, key: Key): boolean {
    const draft = this.of(task);
    switch (draft && key.kind) {
      case 'none':
        return task.kind === 'MULTI_LABEL' && this.done(() => this.queue.decide({ value: { labels: [], spans: [], relations: [] } }));
      case 'move':
        return key.kind === 'move' && this.changed(draft!.move(key.by, key.direction, key.select));
      case 'span':
        return key.kind === 'span' && this.changed(draft!.go(key.direction));
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

  /** Draws anew and reads the words out; false without any, as nothing was done. */
  changed(words: string | undefined): boolean {
    this.queue.say(words ?? '');
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
  relax(): boolean {
    return this.draft?.relax() ?? false;
  }
}
