import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Counts, Cost, Run } from '../api/messages';
import { count, duration, money, rate } from '../format';
import { isMoving } from './steer';

const NO_COUNTS: Counts = {
  total: 0,
  done: 0,
  failed: 0,
  autoAccept: 0,
  humanReview: 0,
  expertReview: 0,
  reviewed: 0,
  degraded: 0,
  truncated: 0,
  otherLanguage: 0,
  cached: 0,
};

const NO_COST: Cost = { estimated: 0, actual: 0, limit: 0, unpriced: false, inputTokens: 0, outputTokens: 0 };

export function countsOf(run: Run): Counts {
  return { ...NO_COUNTS, ...run.counts };
}

export function costOf(run: Run): Cost {
  return { ...NO_COST, ...run.cost };
}

/** Where the items of a run went, in words that belong to the colours of the bar. */
export function parts(counts: Counts): { key: string; word: string; count: number }[] {
  return [
    { key: 'auto', word: 'accepted', count: counts.autoAccept },
    { key: 'human', word: 'to review', count: counts.humanReview },
    { key: 'expert', word: 'to experts', count: counts.expertReview },
    { key: 'degraded', word: 'not assessed yet', count: counts.degraded },
    { key: 'failed', word: 'failed', count: counts.failed },
  ];
}

/** One bar of all items: what is done in the colours of its routes, what is open in grey. */
export function progressBar(run: Run, label: string): TemplateResult {
  const counts = countsOf(run);
  const done = counts.total > 0 ? (counts.done / counts.total) * 100 : 0;
  const width = (n: number) => (counts.total > 0 ? (n / counts.total) * 100 : 0);
  return html`<div class="progress ${isMoving(run) ? 'moving' : ''}" role="progressbar" aria-label=${label}
      aria-valuemin="0" aria-valuemax=${counts.total} aria-valuenow=${counts.done}
      aria-valuetext="${count(counts.done)} of ${count(counts.total)} items">
    <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">${bars(counts, width)}</svg>
    <span class="unseen">${Math.floor(done)} %</span>
  </div>`;
}

function bars(counts: Counts, width: (n: number) => number): SVGTemplateResult[] {
  let from = 0;
  const shown = parts(counts);
  const known = shown.reduce((sum, part) => sum + part.count, 0);
  const rest = { key: 'done', word: '', count: Math.max(0, counts.done - known) };
  return [...shown, rest].map(part => {
    const size = width(part.count);
    from += size;
    return svg`<rect class=${part.key} x=${from - size} width=${size} height="1"/>`;
  });
}

/** The counts of the bar in words; those that are zero are left out, but never all. */
export function legend(counts: Counts): TemplateResult {
  const shown = parts(counts).filter(part => part.count > 0 || part.key === 'auto');
  return html`<span class="legend">${shown.map(
    part => html`<span><i class="swatch ${part.key}"></i>${count(part.count)} ${part.word}</span>`,
  )}</span>`;
}

export function spent(run: Run): TemplateResult {
  const cost = costOf(run);
  if (cost.unpriced && cost.actual === 0) {
    return html`<span class="quiet" title="The model had no price set when the run started.">no price known</span>`;
  }
  return html`${cost.unpriced ? html`<span title="The model had no price set when the run started, so this is a lower bound.">≥ </span>` : nothing}${money(cost.actual)}`;
}

export function speed(run: Run): string {
  return run.itemsPerSecond > 0 ? rate(run.itemsPerSecond) : '–';
}

export function eta(run: Run): string {
  return run.etaSeconds !== undefined && isMoving(run) ? duration(run.etaSeconds) : '–';
}
