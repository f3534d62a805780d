import { html, nothing, type TemplateResult } from 'lit';
import type { Project, ReviewOpinion, ReviewTask } from '../api/messages';
import { percent, plural } from '../format';
import { term } from '../parts';
import type { Choice } from './choices';
import { hasSpans, type Draft, type Link } from './draft';
import { hueOf, marked } from './marked';
import { wordsOf } from './acts';

/** What the mouse can ask for at the text: to begin selecting, to remove the current span, to begin a relation at it, to let go. */
export interface TextActions {
  press: (text: Element) => void;
  does: (kind: 'remove' | 'relation' | 'close') => void;
}

/** The item: its text, and what is known of it. */
export function item(task: ReviewTask, project: Project | undefined, draft: Draft | undefined, actions: TextActions): TemplateResult {
  const size = task.text.length > 1200 ? 'long' : task.text.length > 280 ? 'medium' : 'short';
  const spans = draft !== undefined && hasSpans(task);
  return html`
    <article class="panel item" tabindex="0" aria-label="Item to review" data-task=${task.id}>
      <p class="text ${spans ? 'marked' : ''} ${size}" dir="auto" role=${size === 'long' ? 'region' : nothing} aria-label=${size === 'long' ? 'Text of the item' : nothing}
        tabindex=${size === 'long' ? 0 : nothing} @mousedown=${(event: Event) => spans && actions.press(event.currentTarget as Element)}>${spans ? marked(draft) : task.text}</p>
      ${spans ? html`<p class="hint quiet">${hint(draft, actions)}</p>` : nothing}
      <p class="quiet meta">${project?.name ?? ''} ${hidden(task)}
        <span>${task.adjudication ? 'Reviewers disagree' : task.route === 'EXPERT_REVIEW' ? 'For an expert' : 'For a reviewer'}</span>
        ${task.reviewersNeeded > 1 && !task.adjudication ? html`<span>${plural(task.reviewersNeeded, 'reviewer')}, each without the others</span>` : nothing}</p>
      ${project?.guidelines ? html`<details><summary>Guidelines</summary><p class="guidelines">${project.guidelines}</p></details>` : nothing}
    </article>`;
}

/** How sure the model is of its label is not told before the decision: it would give away which items are audits. */
function hidden(task: ReviewTask): TemplateResult | typeof nothing {
  if (task.suggestionHidden) {
    return html`<span>${term('Suggestion hidden', 'For some items the suggestion is hidden, so that it cannot sway the decision.')}</span>`;
  }
  return nothing;
}

/** What the next key will do, in words. */
function hint(draft: Draft, { does }: TextActions): TemplateResult {
  const words = (text: string) => html`<b><bdi>${text}</bdi></b>`;
  if (draft.origin) {
    const from = words(draft.origin.text);
    return html`<span>${
      draft.current && draft.current !== draft.origin
        ? html`From ${from} to ${words(draft.current.text)}: a digit says how.`
        : html`From ${from} to …: <kbd>Tab</kbd> to the target or click on it, then a digit.`
    }</span> <button type="button" class="small" data-do="close" @click=${() => does('close')}>No relation <kbd>Esc</kbd></button>`;
  }
  if (draft.selection) {
    const place = draft.labelable;
    return place ? html`A digit labels ${words(draft.points.slice(place.start, place.end))}.` : html`Only white space is selected.`;
  }
  if (draft.current) {
    return html`<span>${words(draft.current.text)}: a digit changes its label.</span>
      <button type="button" class="small" data-do="remove" @click=${() => does('remove')}>Remove <kbd>⌫</kbd></button>
      ${
        draft.task.kind === 'RELATIONS'
          ? html`<button type="button" class="small" data-do="relation" @click=${() => does('relation')}>Begin a relation <kbd>R</kbd></button>`
          : nothing
      }`;
  }
  return html`Select with the mouse or <kbd>Shift</kbd> and arrows, then press a digit.`;
}

/** The relations made so far; Backspace on one removes it. */
export function links(draft: Draft, remove: (link: Link) => void): TemplateResult {
  const key = (event: KeyboardEvent, link: Link) => {
    if (event.key === 'Backspace' || event.key === 'Delete') {
      event.preventDefault();
      remove(link);
    }
  };
  const end = (span: Link['from']) => html`<span class="end hue-${hueOf(draft, span.label)}" dir="auto">${span.text}</span>`;
  return html`<section class="panel links" aria-label="Relations">
    <h2>Relations</h2>
    ${
      draft.links.length === 0
        ? html`<p class="quiet">None yet. Go to a span with <kbd>Tab</kbd>, press <kbd>R</kbd>, go to the other one, press a digit.</p>`
        : html`<ul>${draft.links.map(
            link => html`<li tabindex="0" @keydown=${(event: KeyboardEvent) => key(event, link)}>
              ${end(link.from)} <span class="arrow">—${link.label}→</span> ${end(link.to)}
              <button type="button" class="small" aria-label="Remove this relation" @click=${() => remove(link)}>Remove</button></li>`,
          )}</ul>`
    }
  </section>`;
}

/** What the disagreeing reviewers decided, without their names. */
export function opinions(task: ReviewTask, shown: number, take: (index: number, event: Event) => void): TemplateResult {
  const row = (opinion: ReviewOpinion, index: number) => html`<li class=${index === shown ? 'same' : ''}>
    <button type="button" class="small" @click=${(event: Event) => take(index, event)}>${opinion.value ? 'Take over' : 'Choose'}</button>
    <span class="opinion" dir="auto">${opinion.value ? describe(opinion) : opinion.label}</span>
    <span class="quiet">${plural(opinion.reviewers, 'reviewer')}</span></li>`;
  return html`<section class="panel opinions" aria-label="What the reviewers decided">
    <h2>Reviewers disagree: yours decides</h2>
    <ul>${task.opinions.map(row)}</ul>
    ${task.opinions.some(opinion => opinion.value) ? html`<p class="quiet"><kbd>O</kbd> takes over one after the other; you can still change it.</p>` : nothing}
  </section>`;
}

function describe(opinion: ReviewOpinion): string {
  const { spans, relations } = opinion.value!;
  const joined = relations.map(each => `${spans[each.fromSpan]?.text} —${each.label}→ ${spans[each.toSpan]?.text}`);
  const plain = { ...opinion.value!, relations: [] };
  return [wordsOf({ value: plain }), ...joined].join('; ');
}

/** One label to choose; bars only where a model gave scores. */
export function choiceRow(choice: Choice, look: { scored: boolean; first: boolean; chosen?: boolean; hue?: number }, pick: (event: Event) => void): TemplateResult {
  const { label, digit, score, suggested, beyond } = choice;
  const classes = `choice ${look.scored ? '' : 'plain'} ${suggested ? 'suggested' : ''} ${look.first ? 'first' : ''} ${look.chosen ? 'chosen' : ''}`;
  return html`<li class=${beyond ? 'beyond' : ''}>
    <button type="button" class=${classes} data-label=${label.name} aria-pressed=${look.chosen ?? nothing} @click=${pick}>
      ${digit > 0 ? html`<kbd>${digit}</kbd>` : html`<span class="nodigit"></span>`}
      <span class="name ${look.hue ? `hue-${look.hue}` : ''}"><span class="word">${label.name}</span>${suggested ? html` <span class="tag">suggested</span>` : nothing}
        ${look.chosen ? html` <span class="tag same">chosen</span>` : nothing}
        ${label.description ? html`<span class="quiet line">${label.description}</span>` : nothing}</span>
      ${
        look.scored
          ? html`<svg class="score" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect width=${score * 100} height="1"/></svg>
              <span class="value">${percent(score, 0)}</span>`
          : nothing
      }
    </button>
  </li>`;
}

export function reasons(task: ReviewTask): TemplateResult {
  return html`<section class="panel reasons" aria-label="Nearest labeled examples">
    <h2>Nearest labeled examples</h2>
    ${
      task.reasons.length > 0
        ? html`<ul>${task.reasons.map(
            reason => html`<li><span class="tag ${reason.label === task.suggestion ? 'same' : ''}">${reason.label}</span><span class="reason" dir="auto">${reason.text}</span>
              <span class="quiet value">${term(percent(reason.similarity, 0), 'How close the two texts are in meaning; 100 % is the same.')}</span></li>`,
          )}</ul>`
        : html`<p class="quiet">There were none when this was labeled. Every decision becomes an example for later items.</p>`
    }
  </section>`;
}
