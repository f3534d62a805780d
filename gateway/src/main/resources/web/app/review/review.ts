import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Project, ReviewTask, Role } from '../api/messages';
import { count, percent, plural, share } from '../format';
import { icon } from '../icons';
import { command, failure, skeleton, spoken, term } from '../parts';
import { choose, linkTo } from '../place';
import { View } from '../view';
import { choicesOf, narrowed, needsFilter, type Choice } from './choices';
import { keyOf, keyTable, type Key } from './keys';
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
      if (this.mayReview) {
        void this.queue.fill();
      }
    }
  }

  protected override updated(): void {
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
    const key = this.mayReview ? keyOf(event) : undefined;
    if (key && this.does(key)) {
      event.preventDefault();
    }
  }

  private does(key: Key): boolean {
    const task = this.queue.current;
    switch (key.kind) {
      case 'digit': {
        const choice = task && choicesOf(task).find(known => known.digit === key.digit);
        return choice !== undefined && this.decide(choice);
      }
      case 'accept':
        return task !== undefined && this.accept(task);
      case 'skip':
        return task !== undefined && this.done(() => this.queue.skip());
      case 'escalate':
        return task !== undefined && task.route !== 'EXPERT_REVIEW' && this.done(() => this.queue.escalate());
      case 'undo':
        return this.done(() => this.queue.undo());
      case 'help':
        return this.done(() => (this.keysShown = !this.keysShown));
      case 'close':
        return this.done(() => (this.keysShown = false));
      case 'filter':
        return this.done(() => this.querySelector<HTMLInputElement>('input[name=filter]')?.focus());
    }
  }

  private done(action: () => void): boolean {
    action();
    return true;
  }

  private decide(choice: Choice): boolean {
    return this.done(() => this.queue.decide(choice.label.name));
  }

  private accept(task: ReviewTask): boolean {
    const suggested = choicesOf(task).find(choice => choice.suggested);
    return suggested !== undefined && this.decide(suggested);
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
        ${current ? this.item(current) : problem ? this.failed() : loaded ? this.empty() : skeleton(7, 'Reading the next items')}
        ${this.keysShown ? keyTable() : nothing}
      </div>
      ${spoken(this.queue.said)}`;
  }

  private bar(): TemplateResult {
    const { decided, kept, stats, undoable } = this.queue;
    const open = stats ? stats.open + stats.leased : undefined;
    return html`<div class="review-bar">
      <label><span>Show</span>
        <select name="route" @change=${(event: Event) => choose({ route: (event.target as HTMLSelectElement).value })}>
          <option value="" .selected=${this.route === ''}>Everything</option>
          <option value="HUMAN_REVIEW" .selected=${this.route === 'HUMAN_REVIEW'}>For reviewers</option>
          <option value="EXPERT_REVIEW" .selected=${this.route === 'EXPERT_REVIEW'}>For experts</option>
        </select>
      </label>
      <p class="quiet tally"><span><strong data-tally="decided">${count(decided)}</strong> decided by you now${decided > 0 ? html`, ${share(kept, decided)} as suggested` : nothing}</span>
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

  private item(task: ReviewTask): TemplateResult {
    const size = task.text.length > 1200 ? 'long' : task.text.length > 280 ? 'medium' : 'short';
    const project = this.projects.find(known => known.id === task.projectId);
    return html`
      <article class="panel item" tabindex="-1" aria-label="Item to review" data-task=${task.id}>
        <p class="text ${size}">${task.text}</p>
        <p class="quiet meta">${project?.name ?? ''}
          <span>${term('Confidence', 'How likely the suggestion is right, calibrated where there was enough to calibrate with.')} ${percent(task.confidence)}</span>
          <span>${task.route === 'EXPERT_REVIEW' ? 'For an expert' : 'For a reviewer'}</span></p>
        ${project?.guidelines ? html`<details><summary>Guidelines</summary><p class="guidelines">${project.guidelines}</p></details>` : nothing}
      </article>
      ${this.labels(task)}
      ${this.reasons(task)}`;
  }

  private labels(task: ReviewTask): TemplateResult {
    const filter = needsFilter(task);
    const shown = narrowed(choicesOf(task), this.typed);
    const suggested = task.labels.some(label => label.name === task.suggestion);
    return html`<section class="panel choices-panel" aria-label="Labels">
      ${filter ? this.filter(shown) : nothing}
      <ol class="labels ${filter ? 'many' : ''}">${shown.map((choice, index) => this.choice(choice, this.typed !== '' && index === 0))}</ol>
      ${shown.length === 0 ? html`<p class="quiet">No label fits “${this.typed}”.</p>` : nothing}
      <div class="verbs">
        <button type="button" class="primary" ?disabled=${!suggested} @click=${() => this.accept(task)}>Accept ${suggested ? task.suggestion : ''} <kbd>Enter</kbd></button>
        <button type="button" @click=${() => this.queue.skip()}>Skip <kbd>S</kbd></button>
        <button type="button" ?disabled=${task.route === 'EXPERT_REVIEW'} title=${task.route === 'EXPERT_REVIEW' ? 'It is with the experts already' : ''}
          @click=${() => this.queue.escalate()}>To an expert <kbd>E</kbd></button>
      </div>
    </section>`;
  }

  private filter(shown: Choice[]): TemplateResult {
    return html`<label class="filter"><span>Filter labels <kbd>/</kbd></span>
      <input name="filter" type="search" autocomplete="off" .value=${this.typed} @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => this.filterKey(event, shown)}></label>`;
  }

  private filterKey(event: KeyboardEvent, shown: Choice[]): void {
    if (event.key === 'Enter' && this.typed && shown[0]) {
      event.preventDefault();
      this.decide(shown[0]);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.typed = '';
      this.querySelector<HTMLElement>('.item')?.focus();
    }
  }

  private choice(choice: Choice, first: boolean): TemplateResult {
    const { label, digit, score, suggested } = choice;
    return html`<li>
      <button type="button" class="choice ${suggested ? 'suggested' : ''} ${first ? 'first' : ''}" data-label=${label.name} @click=${() => this.decide(choice)}>
        ${digit > 0 ? html`<kbd>${digit}</kbd>` : html`<span class="nodigit"></span>`}
        <span class="name">${label.name}${suggested ? html` <span class="tag">suggested</span>` : nothing}
          ${label.description ? html`<span class="quiet line">${label.description}</span>` : nothing}</span>
        <svg class="score" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect width=${score * 100} height="1"/></svg>
        <span class="value">${percent(score, 0)}</span>
      </button>
    </li>`;
  }

  private reasons(task: ReviewTask): TemplateResult {
    return html`<section class="panel reasons" aria-label="Nearest labeled examples">
      <h2>Nearest labeled examples</h2>
      ${
        task.reasons.length > 0
          ? html`<ul>${task.reasons.map(
              reason => html`<li><span class="tag ${reason.label === task.suggestion ? 'same' : ''}">${reason.label}</span><span class="reason">${reason.text}</span>
                <span class="quiet value">${term(percent(reason.similarity, 0), 'How close the two texts are in meaning; 100 % is the same.')}</span></li>`,
            )}</ul>`
          : html`<p class="quiet">There were none when this was labeled. Every decision becomes an example for later items.</p>`
      }
    </section>`;
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
