import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Figure } from '../api/messages';
import { term } from '../parts';
import { changeOf, type Kpi } from './judgement';

/** One figure: name, value, change, course, judgement, and how to get it while there is none. */
export function kpiCard(kpi: Kpi, figure: Figure | undefined, days: number): TemplateResult {
  const value = figure?.value;
  return html`<article class="panel kpi" data-kpi=${kpi.key}>
    <h2>${term(kpi.name, kpi.explanation)}</h2>
    <p class="what">${kpi.what}</p>
    ${figure === undefined || value === undefined ? noData(kpi) : withData(kpi, figure, value, days)}
  </article>`;
}

function noData(kpi: Kpi): TemplateResult {
  return html`<p class="figure absent">No data yet</p><p class="quiet advice">${kpi.noData}</p>`;
}

function withData(kpi: Kpi, figure: Figure, value: number, days: number): TemplateResult {
  const verdict = kpi.judge(figure, value);
  const change = changeOf(kpi, figure, verdict);
  const written = kpi.write(value);
  const before = days === 1 ? 'the 24 hours before' : `the ${days} days before`;
  return html`
    <p class="figure ${written.length > 7 ? 'wide' : ''}">${written}</p>
    <p class="change">${
      change
        ? html`<span class="meaning ${change.meaning}" title="Against ${before}"><span aria-hidden="true">${change.arrow}</span> ${change.words}</span>`
        : html`<span class="quiet">no earlier figure</span>`
    }</p>
    ${sparkline(figure.sparkline, `Course of ${kpi.name.toLowerCase()}`)}
    <p class="verdict"><span class="meaning ${verdict.meaning}" title=${verdict.why}>${verdict.word}<span class="unseen">: ${verdict.why}</span></span>
      <span class="quiet">${kpi.basis(figure)}</span></p>`;
}

const WIDTH = 120;
const HEIGHT = 28;

/** The course of a figure, oldest left; room is kept where there is too little to draw. */
export function sparkline(values: number[], label: string): TemplateResult {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const span = high - low || 1;
  const at = (value: number, index: number) =>
    `${((index / (values.length - 1)) * WIDTH).toFixed(1)},${(HEIGHT - 3 - ((value - low) / span) * (HEIGHT - 6)).toFixed(1)}`;
  const line = values.length > 1 ? values.map(at).join(' ') : '';
  return html`<svg class="sparkline" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${label}>
    ${line ? svg`<polygon points="0,${HEIGHT} ${line} ${WIDTH},${HEIGHT}"/><polyline points=${line}/>` : nothing}
  </svg>`;
}
