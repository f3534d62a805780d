import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { get } from '../api/client';
import { Fetched } from '../api/fetched';
import type { Annotation } from '../api/messages';
import { count, excerpt, money, percent } from '../format';
import { failure, ROUTE_WORDS, skeleton, term } from '../parts';
import { choose } from '../place';
import { hasMoved, View } from '../view';
import { sentence } from '../words';

interface AnnotationPage {
  annotations: Annotation[];
  nextPageToken: string;
}

const PAGE_SIZE = 25;
const FILTERS = [
  { value: '', words: 'All' },
  { value: 'AUTO_ACCEPT', words: 'Accepted' },
  { value: 'HUMAN_REVIEW', words: 'To review' },
  { value: 'EXPERT_REVIEW', words: 'To experts' },
  { value: 'failed', words: 'Failed' },
];

/** What a run said of its items, in input order, narrowed by route or to the failed ones. */
@customElement('al-annotations')
export class Annotations extends View {
  @property() runId = '';
  /** A route, `failed`, or empty for all. */
  @property() only = '';
  /** How many are done: with few of them, new ones are shown as they come. */
  @property({ type: Number }) done = 0;
  /** The model had no price set: a cost of zero says nothing. */
  @property({ type: Boolean }) unpriced = false;
  @state() private wanted = PAGE_SIZE;
  private readonly list = new Fetched(this, signal => this.read(signal));

  private read(signal: AbortSignal): Promise<AnnotationPage> {
    const filter = this.only === 'failed' ? { failed: 'true' } : { route: this.only };
    return get<AnnotationPage>(`/runs/${this.runId}/annotations`, { ...filter, pageSize: this.wanted }, signal);
  }

  protected override updated(changed: PropertyValues): void {
    if (hasMoved(changed, 'runId', 'only')) {
      this.wanted = PAGE_SIZE;
      this.list.restart();
    } else if (hasMoved(changed, 'done') && !this.list.loading) {
      void this.list.refresh();
    }
  }

  protected override render(): TemplateResult {
    return html`<section class="panel flush" aria-label="Annotations">
      <header class="bar">
        <h2>Annotations</h2>
        <div class="segments" role="group" aria-label="Show">${FILTERS.map(
          filter => html`<button type="button" class="small" aria-pressed=${filter.value === this.only} @click=${() => choose({ only: filter.value })}>${filter.words}</button>`,
        )}</div>
      </header>
      ${this.body()}
    </section>`;
  }

  private body(): TemplateResult {
    const { value, problem } = this.list;
    if (!value) {
      return problem ? failure(problem, 'The run itself is not touched by this.', () => void this.list.refresh()) : skeleton(6, 'Reading annotations');
    }
    if (value.annotations.length === 0) {
      return html`<p class="quiet inset">${this.only ? 'None of this kind.' : 'None yet; the first come when the first chunk is done.'}</p>`;
    }
    return html`<table class="cards annotations">
        <thead>
          <tr><th scope="col" class="right">Item</th><th scope="col">Text</th><th scope="col">Label</th><th scope="col" class="right">Confidence</th><th scope="col">Route</th><th scope="col" class="right">Cost, US$</th></tr>
        </thead>
        <tbody>${value.annotations.map(annotation => this.row(annotation))}</tbody>
      </table>
      ${value.nextPageToken && this.wanted < 500 ? html`<p class="more"><button type="button" @click=${() => this.more()}>Show more</button></p>` : nothing}`;
  }

  private more(): void {
    this.wanted = Math.min(500, this.wanted * 2);
    void this.list.refresh();
  }

  private row(annotation: Annotation): TemplateResult {
    return html`<tr>
      <td data-name="Item" class="right">${count(annotation.ordinal)}</td>
      <td class="text" title=${excerpt(annotation.text, 1000)}>${annotation.text ? excerpt(annotation.text, 160) : html`<span class="quiet">no text</span>`}${flags(annotation)}</td>
      <td data-name="Label">${label(annotation)}</td>
      <td data-name="Confidence" class="right">${confidence(annotation)}</td>
      <td data-name="Route">${annotation.route ? (ROUTE_WORDS[annotation.route] ?? annotation.route) : '–'}</td>
      <td data-name="Cost, US$" class="right">${this.unpriced && annotation.costUsd === 0 ? '–' : money(annotation.costUsd)}</td>
    </tr>`;
  }
}

function label(annotation: Annotation): TemplateResult {
  if (annotation.error) {
    return html`<span class="meaning critical" title=${annotation.error.message}>${sentence(annotation.error.code)}</span>
      <span class="quiet line">${annotation.error.message}</span>`;
  }
  const reviewed = annotation.finalLabel && annotation.labelSource !== 'model' ? annotation.finalLabel : '';
  return html`<strong>${reviewed || annotation.label}</strong>
    ${reviewed && reviewed !== annotation.label ? html`<span class="quiet line">model said ${annotation.label}</span>` : nothing}
    ${reviewed ? html`<span class="quiet line">from ${annotation.labelSource}</span>` : nothing}`;
}

function confidence(annotation: Annotation): TemplateResult | string {
  if (annotation.confidence === undefined) {
    return '–';
  }
  return annotation.uncalibrated
    ? html`${percent(annotation.confidence)} ${term('raw', 'Not calibrated yet: as the model states it.')}`
    : percent(annotation.confidence);
}

function flags(annotation: Annotation): TemplateResult {
  const words = [
    annotation.truncated ? 'cut to what the model reads' : '',
    annotation.otherLanguage ? 'in a language the model was not made for' : '',
    annotation.degraded ? 'not assessed yet' : '',
  ].filter(Boolean);
  return html`${words.map(word => html` <span class="tag">${word}</span>`)}`;
}
