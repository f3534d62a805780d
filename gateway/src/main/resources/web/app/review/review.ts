import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Project, ReviewTask, Role } from '../api/messages';
import { count, plural, share } from '../format';
import { icon } from '../icons';
import { command, failure, skeleton, spoken } from '../parts';
import { choose, linkTo } from '../place';
import { View } from '../view';
import { Answering } from './answering';
import { narrowed, needsFilter, type Choice } from './choices';
import { hasSpans, type Draft } from './draft';
import { keyOf, keyTable, type Key } from './keys';
import { hueOf, selectedIn } from './marked';
import { choiceRow, item, links, opinions, reasons } from './panels';
import { ReviewQueue, type Unsaved } from './queue';

/** One item at a time, keyboard first: what the text is, what the model thinks, what people said of similar texts. */
@customElement('al-review')
export class Review extends View {
  @property() project = '';
  @property() route = '';
  @property({ attribute: false }) projects: Project[] = [];
  @property() caller: Role = 'VIEWER';
  @state() private keysShown = false;
  @state() private typed = '';
  private queue = this.newQueue();
  private answering = new Answering(this.queue);
  private focused = '';
  private poll?: number;
  private readonly onKey = (event: KeyboardEvent) => this.key(event);
  private readonly onSeen = () => document.hidden || this.queue.renew();
  private readonly onLeave = (event: BeforeUnloadEvent) => this.queue.saving && event.preventDefault();

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.onKey);
    document.addEventListener('visibilitychange', this.onSeen);
    window.addEventListener('beforeunload', this.onLeave);
    this.poll = window.setInterval(() => this.lookAgain(), 5000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.onKey);
    document.removeEventListener('visibilitychange', this.onSeen);
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
    this.querySelector('.text.long .caret')?.scrollIntoView({ block: 'nearest' });
    const id = this.queue.current?.id ?? '';
    if (id !== this.focused) {
      this.focused = id;
      this.typed = '';
      if (id && !document.activeElement?.closest('header select')) {
        this.querySelector<HTMLElement>('.item')?.focus({ preventScroll: true });
      }
    }
  }

  private key(event: KeyboardEvent): void {
    const task = this.queue.current;
    const key = this.mayReview ? keyOf(event, task !== undefined && hasSpans(task)) : undefined;
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
        return this.done(() => (this.keysShown = !this.keysShown));
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
        return task !== undefined && this.answering.edits(task, key);
    }
  }

  private close(): void {
    this.keysShown = this.answering.relax() && this.keysShown;
    this.requestUpdate();
  }

  private done(action: () => void): boolean {
    action();
    return true;
  }

  private selected(draft: Draft | undefined, text: Element): void {
    const selection = draft && selectedIn(text, draft);
    if (selection) {
      draft.select(selection.anchor, selection.caret);
      document.getSelection()?.removeAllRanges();
      this.querySelector<HTMLElement>('.item')?.focus({ preventScroll: true });
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
        ${this.bar()}
        ${this.queue.unsaved.map(unsaved => this.complaint(unsaved))}
        ${current ? this.task(current) : problem ? this.failed() : loaded ? this.empty() : skeleton(7, 'Reading the next items')}
        ${this.keysShown ? keyTable(current?.kind ?? 'CLASSIFICATION') : nothing}
      </div>
      ${spoken(this.queue.said)}`;
  }

  private bar(): TemplateResult {
    const { decided, kept, suggested, stats, undoable } = this.queue;
    const open = stats ? stats.open + stats.leased : undefined;
    return html`<div class="review-bar">
      <label><span>Show</span>
        <select name="route" @change=${(event: Event) => choose({ route: (event.target as HTMLSelectElement).value })}>
          <option value="" .selected=${this.route === ''}>Everything</option>
          <option value="HUMAN_REVIEW" .selected=${this.route === 'HUMAN_REVIEW'}>For reviewers</option>
          <option value="EXPERT_REVIEW" .selected=${this.route === 'EXPERT_REVIEW'}>For experts</option>
        </select>
      </label>
      <p class="quiet tally"><span><strong data-tally="decided">${count(decided)}</strong> decided by you now${suggested > 0 ? html`, ${share(kept, suggested)} as suggested` : nothing}</span>
        ${open === undefined ? nothing : html`<span><strong>${count(open)}</strong> to go</span>`}</p>
      <span class="tools">
        <button type="button" class="small" ?disabled=${undoable === 0} @click=${() => this.queue.undo()}>Undo <kbd>U</kbd></button>
        <button type="button" class="small" aria-expanded=${this.keysShown} aria-controls="keys" @click=${() => (this.keysShown = !this.keysShown)}>Keys <kbd>?</kbd></button>
      </span>
    </div>`;
  }

  private complaint(unsaved: Unsaved): TemplateResult {
    const again = this.queue.tasks.some(task => task.id === unsaved.taskId);
    return html`<p class="banner critical unsaved" role="alert">${icon('critical')}
      <span>${unsaved.words}${again ? ' It comes back as the next item.' : ''}</span>
      <button type="button" class="small" @click=${() => this.queue.dismiss(unsaved)}>Dismiss</button></p>`;
  }

  private task(task: ReviewTask): TemplateResult {
    const draft = this.answering.of(task);
    const project = this.projects.find(known => known.id === task.projectId);
    return html`
      ${item(task, project, draft, text => this.selected(draft, text))}
      ${task.adjudication ? opinions(task, draft?.shownOpinion ?? -1, index => this.answering.takeOpinion(task, index)) : nothing}
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
        ${this.save(task, draft)}
        <button type="button" @click=${() => this.queue.skip()}>Skip <kbd>S</kbd></button>
        <button type="button" ?disabled=${task.route === 'EXPERT_REVIEW'} title=${task.route === 'EXPERT_REVIEW' ? 'It is with the experts already' : ''}
          @click=${() => this.queue.escalate()}>To an expert <kbd>E</kbd></button>
      </div>
    </section>`;
  }

  private save(task: ReviewTask, draft: Draft | undefined): TemplateResult | typeof nothing {
    const suggested = task.labels.some(label => label.name === task.suggestion);
    if (!draft) {
      return suggested
        ? html`<button type="button" class="primary" @click=${() => this.answering.accept(task)}>Accept ${task.suggestion} <kbd>Enter</kbd></button>`
        : nothing;
    }
    const amount = task.kind === 'MULTI_LABEL' ? plural(draft.labels.length, 'label') : draft.empty ? 'no spans' : plural(draft.spans.length, 'span');
    return html`<button type="button" class="primary" ?disabled=${task.kind === 'MULTI_LABEL' && draft.empty} @click=${() => this.answering.accept(task)}>Save ${amount} <kbd>Enter</kbd></button>
      ${task.kind === 'MULTI_LABEL' ? html`<button type="button" @click=${() => this.does({ kind: 'none' })}>None <kbd>0</kbd></button>` : nothing}`;
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
    return choiceRow(choice, { scored: task.scores.length > 0, first, chosen, hue }, () => this.answering.pick(task, choice));
  }

  private failed(): TemplateResult {
    return failure(this.queue.problem!, 'Decisions already saved are safe; runs go on.', () => void this.queue.fill());
  }

  private empty(): TemplateResult {
    const { decided, stats } = this.queue;
    const elsewhere = (stats?.leased ?? 0) + (stats?.open ?? 0);
    return html`<section class="panel empty">
      <h2>${decided > 0 ? `All done: ${plural(decided, 'decision')}` : 'Nothing waits for a review'}</h2>
      ${
        elsewhere > 0
          ? html`<p>${plural(elsewhere, 'item')} ${elsewhere === 1 ? 'is' : 'are'} with other reviewers or under another filter.</p>`
          : html`<p>Items come here when a run is less sure than its thresholds ask. Start one that sends its doubtful items to people:</p>
              <p>${command('./autolabeler label --input texts.csv --output labeled.csv --labels praise,problem,question --enable-hitl')}</p>`
      }
      <p class="quiet">This page looks again by itself. <a href=${linkTo('/')}>Back to the overview</a></p>
    </section>`;
  }
}
