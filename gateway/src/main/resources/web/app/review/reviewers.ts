import { html, nothing, type TemplateResult } from 'lit';
import type { ReviewerStats } from '../api/messages';
import { count, rate, share } from '../format';
import { term } from '../parts';

const SHOWN = 'Of the decisions with the suggestion in sight, how many kept it.';
const HIDDEN = 'Of the decisions with the suggestion hidden, how many came to the same. Far below the share kept, suggestions sway decisions.';
const AGREED = 'Of the decisions of others on the same items, how many were equal.';

/** Each reviewer's figures, the caller's own first; never a text. */
export function reviewers(all: ReviewerStats[], caller: string, open: boolean): TemplateResult | typeof nothing {
  if (all.length === 0) {
    return nothing;
  }
  const ordered = [...all].sort((a, b) => Number(b.reviewer === caller) - Number(a.reviewer === caller) || b.decided - a.decided);
  return html`<details class="panel reviewers" ?open=${open}>
    <summary>Reviewers</summary>
    <div class="sheet" tabindex="0" role="region" aria-label="Figures of the reviewers"><table class="cards">
      <thead><tr><th scope="col">Reviewer</th><th scope="col" class="right">Decided</th>
        <th scope="col" class="right">${term('Kept', SHOWN)}</th><th scope="col" class="right">${term('Hidden, same', HIDDEN)}</th>
        <th scope="col" class="right">Median, s</th><th scope="col" class="right">${term('Agreement', AGREED)}</th></tr></thead>
      <tbody>${ordered.map(each => row(each, caller))}</tbody>
    </table></div>
  </details>`;
}

function row(each: ReviewerStats, caller: string): TemplateResult {
  return html`<tr>
    <th scope="row">${each.reviewer === caller ? 'you' : html`<span title=${each.reviewer}>${each.reviewer.slice(0, 8)}</span>`}</th>
    <td data-name="Decided" class="right">${count(each.decided)}</td>
    <td data-name="Kept" class="right">${part(each.shownKept, each.shown)}</td>
    <td data-name="Hidden, same" class="right">${part(each.hiddenKept, each.hidden)}</td>
    <td data-name="Median, s" class="right">${each.medianSeconds === undefined ? '–' : rate(each.medianSeconds)}</td>
    <td data-name="Agreement" class="right">${part(each.agreed, each.compared)}</td></tr>`;
}

function part(some: number, all: number): TemplateResult | string {
  return all > 0 ? html`${share(some, all)} <span class="quiet">of ${count(all)}</span>` : '–';
}
