import { html, nothing, type TemplateResult } from 'lit';
import type { Problem } from './api/client';
import type { RunState } from './api/messages';
import { absolute, ago } from './format';
import { icon, type IconName } from './icons';

export type Meaning = 'good' | 'warning' | 'critical' | 'info' | 'neutral';

const STATES: Record<RunState, { word: string; meaning: Meaning; icon: IconName }> = {
  UNSPECIFIED: { word: 'Unknown', meaning: 'neutral', icon: 'info' },
  PREPARING: { word: 'Preparing', meaning: 'info', icon: 'preparing' },
  RUNNING: { word: 'Running', meaning: 'info', icon: 'running' },
  PAUSED: { word: 'Paused', meaning: 'warning', icon: 'paused' },
  COMPLETED: { word: 'Completed', meaning: 'good', icon: 'done' },
  CANCELLED: { word: 'Cancelled', meaning: 'neutral', icon: 'cancelled' },
  FAILED: { word: 'Failed', meaning: 'critical', icon: 'critical' },
};

export function stateChip(state: RunState): TemplateResult {
  const look = STATES[state] ?? STATES.UNSPECIFIED;
  return html`<span class="chip ${look.meaning}">${icon(look.icon)}${look.word}</span>`;
}

export const ROUTE_WORDS: Record<string, string> = {
  AUTO_ACCEPT: 'Accepted',
  HUMAN_REVIEW: 'To a reviewer',
  EXPERT_REVIEW: 'To an expert',
};

/** Time passed, with the moment itself on hover. */
export function moment(time: string | undefined): TemplateResult | typeof nothing {
  return time ? html`<time datetime=${time} title=${absolute(time)}>${ago(time)}</time>` : nothing;
}

/** What failed, what still works, and a way to try again. */
export function failure(problem: Problem, stillWorks: string, retry: () => void): TemplateResult {
  return html`
    <section class="panel notice critical" role="alert">
      ${icon('critical')}
      <div>
        <h2>${problem.title}</h2>
        <p>${problem.detail}</p>
        ${stillWorks ? html`<p class="quiet">${stillWorks}</p>` : nothing}
        <p><button type="button" @click=${retry}>Try again</button></p>
      </div>
    </section>`;
}

/** A refresh failed while older figures are still shown. */
export function stale(problem: Problem | undefined, since: string, retry: () => void): TemplateResult | typeof nothing {
  return problem
    ? html`<p class="banner warning" role="status">
        ${icon('warning')}<span>${problem.title}. These figures are from ${since}.</span>
        <button type="button" class="small" @click=${retry}>Try again</button>
      </p>`
    : nothing;
}

/** Grey bars in the room that content will take. */
export function skeleton(lines: number, label: string): TemplateResult {
  return html`
    <div class="panel skeleton" role="status" aria-label="${label}">
      ${Array.from({ length: lines }, () => html`<span class="bone"></span>`)}
    </div>`;
}

/** What to type into a terminal; it breaks between words only. */
export function command(text: string): TemplateResult {
  return html`<code class="command">${text.split(' ').map(word => html`<span>${word}</span> `)}</code>`;
}

/** A word with a sentence that explains it, on hover and for screen readers. */
export function term(word: string, explanation: string): TemplateResult {
  return html`<abbr tabindex="0" title=${explanation}>${word}<span class="unseen">: ${explanation}</span></abbr>`;
}

/** The sentence is read out when it changes. */
export function spoken(sentence: string): TemplateResult {
  return html`<p class="unseen" role="status" aria-live="polite">${sentence}</p>`;
}
