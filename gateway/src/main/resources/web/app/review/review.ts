import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Project, ReviewTask, Role } from '../api/messages';
import { failure, skeleton } from '../parts';
import { View } from '../view';
import { Answering } from './answering';
import { narrowed, needsFilter, type Choice } from './choices';
import { hasSpans, type Draft } from './draft';
import { keyOf, keyTable, type Key } from './keys';
import { hueOf, selectedIn } from './marked';
import { choiceRow, item, links, opinions, reasons, type TextActions } from './panels';
import { Presence } from './presence';
import { ReviewQueue } from './queue';
import { reviewers } from './reviewers';
import { bar, complaint, emptyQueue, leaseBanner, verbs } from './sides';

/** One item at a time, keyboard first: what the text is, what the model thinks, what people said of similar texts. */
@customElement('al-review')
export class Review extends View {
  @property() project = '';
  @property() route = '';
  @property({ attribute: false }) projects: Project[] = [];
  @property() caller: Role = 'VIEWER';
  @property() callerKey = '';
  @state() private keysShown = false;
  @state() private typed = '';
  private queue = this.newQueue();
  private answering = new Answering(this.queue);
  private focused = '';
  /** Where the caret was drawn last. */
  private caret = -1;
  /** The text in which the mouse went down. */
  private pressed?: Element;
  private poll?: number;
  readonly presence = new Presence(this, inUse => this.mayReview && this.queue.keep(inUse));
  private readonly onKey = (event: KeyboardEvent) => this.key(event);
  private readonly onRelease = () => this.selected();
  private readonly onLeave = (event: BeforeUnloadEvent) => this.queue.saving && event.preventDefault();

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.onKey);
    document.addEventListener('mouseup', this.onRelease);
    window.addEventListener('beforeunload', this.onLeave);
    this.poll = window.setInterval(() => this.lookAgain(), 5000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.onKey);
    document.removeEventListener('mouseup', this.onRelease);
    window.removeEventListener('beforeunload', this.onLeave);
    window.clearInterval(this.poll);
  }

  private newQueue(): ReviewQueue {
    const queue: ReviewQueue = new ReviewQueue(this.project, this.route, () => queue === this.queue && this.requestUpdate());
    return queue;
  }

  private get mayReview(): boolean {
    return this.caller !== 'VIEWER' && this.caller !== 'UNSPECIFIED';
  }

  /** An empty queue fills by itself when a run sends something. */
  private lookAgain(): void {
    if (this.mayReview && this.queue.loaded && !this.queue.current && !document.hidden) {
      void this.queue.fill();
    }
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('project') || changed.has('route')) {
      this.queue = this.newQueue();
      this.answering = new Answering(this.queue);
      if (this.mayReview) {
        void this.queue.fill();
      }
    }
  }

  protected override updated(): void {
    const task = this.queue.current;
    const caret = (task && this.answering.of(task)?.caret) ?? 0;
    if (caret !== this.caret && task?.id === this.focused) {
      this.querySelector('.text.long .caret')?.scrollIntoView({ block: 'nearest' });
    }
    this.caret = caret;
    if ((task?.id ?? '') !== this.focused) {
      this.focused = task?.id ?? '';
      this.typed = '';
      if (task && !document.activeElement?.closest('header select')) {
        this.toItem();
      }
    }
  }

  private toItem(): void {
    this.querySelector<HTMLElement>('.item')?.focus({ preventScroll: true });
  }

  /** After the mouse has pressed a button, keys are about the item again; who went there by keyboard stays. */
  private afterMouse(event: Event): void {
    if ((event as MouseEvent).detail > 0) {
      this.toItem();
    }
  }

  private key(event: KeyboardEvent): void {
    const task = this.queue.current;
    const key = this.mayReview && !this.closest('[inert]') ? keyOf(event, task !== undefined && hasSpans(task)) : undefined;
    if (key && this.does(key)) {
      event.preventDefault();
    }
  }

  /** True if the key meant something. */
  private does(key: Key): boolean {
    const task = this.queue.current;
    switch (key.kind) {
      case 'undo':
        return this.done(() => this.queue.undo());
      case 'help':
        return this.done(() => this.showKeys());
      case 'scroll':
        return this.page(key.direction);
      case 'close':
        return this.done(() => this.close());
      case 'filter':
        return this.done(() => this.querySelector<HTMLInputElement>('input[name=filter]')?.focus());
      case 'skip':
        return task !== undefined && this.done(() => this.queue.skip());
      case 'escalate':
        return task !== undefined && task.route !== 'EXPERT_REVIEW' && this.done(() => this.queue.escalate());
      case 'digit':
        return task !== undefined && this.answering.digit(task, key.digit);
      case 'accept':
        return task !== undefined && this.answering.accept(task);
      default:
        return task !== undefined && this.answering.edits(task, this.asSeen(key));
    }
  }

  /** In a text that runs from right to left, the arrow to the right goes back. */
  private asSeen(key: Key): Key {
    const text = key.kind === 'move' && key.by !== 'all' ? this.querySelector('.text') : null;
    return key.kind === 'move' && text && getComputedStyle(text).direction === 'rtl' ? { ...key, direction: key.direction === 1 ? -1 : 1 } : key;
  }

  /** Turns a long text by the page; at its end the browser turns the whole page. */
  private page(direction: 1 | -1): boolean {
    const text = this.querySelector('.text.long');
    const before = text?.scrollTop;
    text?.scrollBy({ top: direction * text.clientHeight * 0.85 });
    return text !== null && text.scrollTop !== before;
  }

  private showKeys(): void {
    this.keysShown = !this.keysShown;
    void this.updateComplete.then(() => this.querySelector('#keys')?.scrollIntoView({ block: 'nearest' }));
  }

  private close(): void {
    const task = this.queue.current;
    this.keysShown = task !== undefined && this.answering.relax(task) && this.keysShown;
    this.toItem();
    this.requestUpdate();
  }

  private done(action: () => void): boolean {
    action();
    return true;
  }

  private selected(): void {
    const task = this.queue.current;
    const draft = task && this.answering.of(task);
    const selection = draft && this.pressed && selectedIn(this.pressed, draft);
    this.pressed = undefined;
    if (selection) {
      draft.select(selection.anchor, selection.caret);
      document.getSelection()?.removeAllRanges();
      this.toItem();
      this.requestUpdate();
    }
  }

  protected override render(): TemplateResult {
    const { current, loaded, problem } = this.queue;
    if (!this.mayReview) {
      return html`<section class="panel empty"><h2>Your role may look, not review</h2>
        <p>Reviewing needs the role annotator or higher. Ask whoever gave you your key.</p></section>`;
    }
    return html`
      <div class="review">
        ${bar(this.queue, this.route, this.keysShown, () => this.showKeys())}
        ${this.queue.unsaved.map(unsaved => complaint(this.queue, unsaved))}
        ${leaseBanner(this.queue.lease)}
        ${current ? this.item(current) : problem ? this.failed() : loaded ? emptyQueue(this.queue, this.route) : skeleton(7, 'Reading the next items')}
        <p class="said quiet ${this.queue.saidAloudOnly ? 'aloud' : ''}" role="status" aria-live="polite">${this.queue.said}</p>
        ${current ? this.aboutItem(current) : nothing}
        ${reviewers(this.queue.stats?.reviewers ?? [], this.callerKey, !current)}
        ${this.keysShown ? keyTable(current?.kind ?? 'CLASSIFICATION') : nothing}
      </div>`;
  }

  /** Made anew for each item: a text begins at its top. */
  private item(task: ReviewTask): TemplateResult {
    const project = this.projects.find(known => known.id === task.projectId);
    const actions: TextActions = {
      press: text => (this.pressed = text),
      does: kind => {
        this.does({ kind });
        this.toItem();
      },
    };
    return html`${keyed(task.id, item(task, project, this.answering.of(task), actions))}`;
  }

  private aboutItem(task: ReviewTask): TemplateResult {
    const draft = this.answering.of(task);
    const take = (index: number, event: Event) => {
      this.answering.takeOpinion(task, index);
      this.afterMouse(event);
    };
    return html`
      ${task.adjudication ? opinions(task, draft?.shownOpinion ?? -1, take) : nothing}
      ${draft && task.kind === 'RELATIONS' ? links(draft, link => this.answering.changed(draft.unlink(link))) : nothing}
      ${this.labels(task, draft)}
      ${task.scores.length > 0 ? reasons(task) : nothing}`;
  }

  private labels(task: ReviewTask, draft: Draft | undefined): TemplateResult {
    const choices = this.answering.choices(task);
    const filter = needsFilter(choices);
    const shown = narrowed(choices, this.typed);
    return html`<section class="panel choices-panel" aria-label=${draft?.origin ? 'Labels of relations' : 'Labels'}>
      ${filter ? this.filter(task, shown) : nothing}
      <ol class="labels ${filter ? 'many' : ''}">${shown.map((choice, index) => this.choice(task, choice, this.typed !== '' && index === 0))}</ol>
      ${shown.length === 0 ? html`<p class="quiet">No label fits “${this.typed}”.</p>` : nothing}
      <div class="verbs">
        ${verbs(task, draft, () => this.answering.accept(task), () => this.does({ kind: 'none' }))}
        <button type="button" @click=${() => this.queue.skip()}>Skip <kbd>S</kbd></button>
        <button type="button" ?disabled=${task.route === 'EXPERT_REVIEW'} title=${task.route === 'EXPERT_REVIEW' ? 'It is with the experts already' : ''}
          @click=${() => this.queue.escalate()}>To an expert <kbd>E</kbd></button>
      </div>
    </section>`;
  }

  private filter(task: ReviewTask, shown: Choice[]): TemplateResult {
    return html`<label class="filter"><span>Filter labels <kbd>/</kbd></span>
      <input name="filter" type="search" autocomplete="off" .value=${this.typed} @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => this.filterKey(event, task, shown)}></label>`;
  }

  private filterKey(event: KeyboardEvent, task: ReviewTask, shown: Choice[]): void {
    if (event.key === 'Enter' && this.typed && shown[0]) {
      event.preventDefault();
      this.answering.pick(task, shown[0]);
      this.leaveFilter();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.leaveFilter();
    }
  }

  private leaveFilter(): void {
    this.typed = '';
    this.querySelector<HTMLElement>('.item')?.focus();
  }

  private choice(task: ReviewTask, choice: Choice, first: boolean): TemplateResult {
    const draft = this.answering.of(task);
    const chosen = task.kind === 'MULTI_LABEL' ? draft?.labels.includes(choice.label.name) : undefined;
    const hue = draft && hasSpans(task) && choice.label.target !== 'RELATION' ? hueOf(draft, choice.label.name) : undefined;
    return choiceRow(choice, { scored: task.scores.length > 0, first, chosen, hue }, event => {
      this.answering.pick(task, choice);
      this.afterMouse(event);
    });
  }

  private failed(): TemplateResult {
    return failure(this.queue.problem!, 'Decisions already saved are safe; runs go on.', () => void this.queue.fill());
  }
}
