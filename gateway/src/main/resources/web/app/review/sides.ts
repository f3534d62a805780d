import { html, nothing, type TemplateResult } from 'lit';
import type { ReviewTask } from '../api/messages';
import { count, plural, share } from '../format';
import { icon } from '../icons';
import { command } from '../parts';
import { choose, linkTo } from '../place';
import type { Draft } from './draft';
import type { Hold } from './leases';
import type { ReviewQueue, Unsaved } from './queue';

/** How many the caller decided since the page was opened, and how many are left. */
function tally({ acts, tasks, waiting, loaded }: ReviewQueue): TemplateResult {
  const { decided, kept, suggested } = acts;
  return html`<p class="quiet tally"><span><strong data-tally="decided">${count(decided)}</strong> decided by you now${suggested > 0 ? html`, ${share(kept, suggested)} as suggested` : nothing}</span>
    ${loaded ? html`<span><strong data-tally="left">${count(waiting + tasks.length)}</strong> to go</span>` : nothing}</p>`;
}

/** Nothing is left for the caller: why, and what can be done about it. */
export function emptyQueue({ acts, stats }: ReviewQueue, route: string): TemplateResult {
  const elsewhere = (stats?.leased ?? 0) + (stats?.open ?? 0);
  return html`<section class="panel empty">
    <h2>${acts.decided > 0 ? `All done: ${plural(acts.decided, 'decision')}` : 'Nothing waits for a review'}</h2>
    ${
      elsewhere > 0
        ? html`<p>${plural(elsewhere, 'item')} ${elsewhere === 1 ? 'is' : 'are'} still undecided: with other reviewers, waiting for a second one${route ? ', under another filter' : ''},
            or passed on by you. What you skip comes back to you after ten minutes.</p>`
        : html`<p>Items come here when a run is less sure than its thresholds ask. Start one that sends its doubtful items to people:</p>
            <p>${command('./autolabeler label --input texts.csv --output labeled.csv --labels praise,problem,question --enable-hitl')}</p>`
    }
    <p class="quiet">This page looks again by itself. <a href=${linkTo('/')}>Back to the overview</a></p>
  </section>`;
}

/** What is shown of the queue, how it goes, and what is always at hand. */
export function bar(queue: ReviewQueue, route: string, keysShown: boolean, showKeys: () => void): TemplateResult {
  return html`<div class="review-bar">
    <label><span>Show</span>
      <select name="route" @change=${(event: Event) => choose({ route: (event.target as HTMLSelectElement).value })}>
        <option value="" .selected=${route === ''}>Everything</option>
        <option value="HUMAN_REVIEW" .selected=${route === 'HUMAN_REVIEW'}>For reviewers</option>
        <option value="EXPERT_REVIEW" .selected=${route === 'EXPERT_REVIEW'}>For experts</option>
      </select>
    </label>
    ${tally(queue)}
    <span class="tools">
      <button type="button" class="small" ?disabled=${queue.acts.undoable === 0} @click=${() => queue.undo()}>Undo <kbd>U</kbd></button>
      <button type="button" class="small" aria-expanded=${keysShown} aria-controls="keys" @click=${showKeys}>Keys <kbd>?</kbd></button>
    </span>
  </div>`;
}

export function complaint(queue: ReviewQueue, unsaved: Unsaved): TemplateResult {
  const again = queue.tasks.some(task => task.id === unsaved.taskId);
  return html`<p class="banner critical unsaved" role="alert">${icon('critical')}
    <span>${unsaved.words}${again ? ' It comes back as the next item.' : ''}</span>
    <button type="button" class="small" @click=${() => queue.dismiss(unsaved)}>Dismiss</button></p>`;
}

const LEASE_WORDS: Record<Hold, string> = {
  held: '',
  ending: 'This item is yours for less than another minute. Move the mouse or press a key to keep it.',
  ended: 'Your time for this item ran out; it may go to somebody else. Move the mouse or press a key to ask for it again.',
};

/** Nobody seemed to be here, or the gateway was away, so that what is held was not renewed. */
export function leaseBanner(hold: Hold): TemplateResult | typeof nothing {
  return hold === 'held' ? nothing : html`<p class="banner lease" role="alert">${icon('warning')}<span>${LEASE_WORDS[hold]}</span></p>`;
}

/** What ends the work at the item: Enter, and for sets of labels that none fits. */
export function verbs(task: ReviewTask, draft: Draft | undefined, accept: () => void, none: () => void): TemplateResult | typeof nothing {
  const suggested = task.labels.some(label => label.name === task.suggestion);
  if (!draft) {
    return suggested ? html`<button type="button" class="primary" @click=${accept}>Accept ${task.suggestion} <kbd>Enter</kbd></button>` : nothing;
  }
  const amount = task.kind === 'MULTI_LABEL' ? plural(draft.labels.length, 'label') : draft.empty ? 'no spans' : plural(draft.spans.length, 'span');
  return html`<button type="button" class="primary" ?disabled=${task.kind === 'MULTI_LABEL' && draft.empty} @click=${accept}>Save ${amount} <kbd>Enter</kbd></button>
    ${task.kind === 'MULTI_LABEL' ? html`<button type="button" @click=${none}>None <kbd>0</kbd></button>` : nothing}`;
}
