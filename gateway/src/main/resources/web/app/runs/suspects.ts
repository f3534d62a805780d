import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { begin, get, post, rows, type Problem } from '../api/client';
import { Fetched } from '../api/fetched';
import type { Report, Role, SuspectLabel } from '../api/messages';
import { count, excerpt, percent, plural } from '../format';
import { icon } from '../icons';
import { failure, moment, skeleton, spoken, term } from '../parts';
import { linkTo } from '../place';
import { hasMoved, View } from '../view';

const FEW = 10;
/** Most items of one step into the queue. */
const BATCH = 500;

/** True labels of a run that its model contradicts, each a click away from a reviewer. */
@customElement('al-suspects')
export class Suspects extends View {
  @property() runId = '';
  @property() caller: Role = 'VIEWER';
  @state() private busy = false;
  @state() private trouble = '';
  @state() private said = '';
  @state() private all = false;
  @state() private queued: ReadonlySet<string> = new Set();
  /** The newest report on the run, so that what was found once is still there after a reload. */
  private readonly newest: Fetched<Report | undefined> = new Fetched(this, signal => this.read(signal), () => (this.isMade() ? 1 : 0));

  private async read(signal: AbortSignal): Promise<Report | undefined> {
    const { reports } = await get<{ reports: Report[] }>('/reports', { kind: 'LABEL_ERRORS', runId: this.runId, pageSize: 1 }, signal);
    return reports[0] && get<Report>(`/reports/${reports[0].id}`, {}, signal);
  }

  private isMade(): boolean {
    const made = this.newest.value?.state;
    return made === 'UPLOADING' || made === 'QUEUED' || made === 'RUNNING';
  }

  protected override updated(changed: PropertyValues): void {
    if (hasMoved(changed, 'runId')) {
      this.queued = new Set();
      this.trouble = '';
      this.newest.restart();
    }
  }

  protected override render(): TemplateResult {
    return html`<section class="panel flush suspects" aria-label="Suspicious labels">
      <header class="bar">
        <h2>Suspicious labels</h2>
        ${this.mayAct() && !this.isMade() ? this.finder() : nothing}
      </header>
      ${this.trouble ? html`<p class="inset meaning critical" role="alert">${icon('critical')}${this.trouble}</p>` : nothing}
      ${this.body()} ${spoken(this.said)}
    </section>`;
  }

  private mayAct(): boolean {
    return this.caller === 'EDITOR' || this.caller === 'ADMIN';
  }

  private finder(): TemplateResult {
    const again = this.newest.value?.state === 'DONE';
    return html`<button type="button" class="small" data-find ?disabled=${this.busy} @click=${() => void this.find()}>${again ? 'Look again' : 'Find suspicious labels'}</button>`;
  }

  private body(): TemplateResult {
    const { value, problem, loading } = this.newest;
    if (problem && !value) {
      return failure(problem, 'The run itself is not touched by this.', () => void this.newest.refresh());
    }
    if (!value) {
      return loading ? skeleton(2, 'Reading what is known of suspicious labels') : this.nothingYet();
    }
    if (this.isMade()) {
      return html`<p class="inset quiet" role="status">Comparing each true label with what the model says of its text: ${percent(value.progress, 0)}</p>`;
    }
    if (value.state === 'FAILED' || !value.labelErrors) {
      return html`<p class="inset meaning critical">${icon('critical')}${value.error?.message || 'The labels could not be compared.'}</p>`;
    }
    return this.found(value);
  }

  private nothingYet(): TemplateResult {
    return html`<p class="inset quiet">Gold and reviewed labels are sometimes wrong themselves. Where the model clearly says otherwise, a second look is worth it.
      ${this.mayAct() ? nothing : 'An editor can have them looked for.'}</p>`;
  }

  private found(report: Report): TemplateResult {
    const { items, flagged, suspects, uninformative, reason, sparedLabels = [] } = report.labelErrors!;
    const when = report.createTime ? html`<span class="quiet">Looked for ${moment(report.createTime)}.</span>` : nothing;
    if (uninformative || suspects.length === 0) {
      return html`<p class="inset">${uninformative ? 'The model knows too little of these labels to doubt any.' : reason ? sentence(reason) : `Nothing suspicious among ${plural(items, 'label')}.`} ${when}</p>`;
    }
    const open = flagged - this.sentOf(suspects);
    const shown = this.all ? suspects : suspects.slice(0, FEW);
    return html`<div class="inset lead">
        <p>${reason ? sentence(reason) : html`<strong>${count(flagged)}</strong> of ${plural(items, 'label')} ${flagged === 1 ? 'is' : 'are'} likely wrong.`}
          ${sparedLabels.length > 0 ? `Too few items to flag any: ${sparedLabels.slice(0, FEW).join(', ')}${sparedLabels.length > FEW ? ' and more' : ''}.` : nothing} ${when}</p>
        ${open > 0 && this.mayAct() ? html`<button type="button" class="primary" data-send-all ?disabled=${this.busy} @click=${() => void this.sendAll(report)}>Send ${count(open)} to review</button>` : nothing}
        ${this.queued.size > 0 ? html`<a class="button" href=${linkTo('/review')}>Review them</a>` : nothing}
      </div>
      <table class="cards annotations">
        <thead>
          <tr><th scope="col">Text</th><th scope="col">Label</th><th scope="col">Model says</th><th scope="col" class="right">${term('Probability', 'Probability that the model gives to the label as it stands.')}</th><th scope="col"><span class="unseen">Step</span></th></tr>
        </thead>
        <tbody>${shown.map(suspect => this.row(suspect))}</tbody>
      </table>
      ${suspects.length > shown.length ? html`<p class="more"><button type="button" @click=${() => (this.all = true)}>Show ${count(suspects.length)}</button></p>` : nothing}`;
  }

  private row(suspect: SuspectLabel): TemplateResult {
    return html`<tr data-item=${suspect.id}>
      <td class="text">${suspect.text ? excerpt(suspect.text, 160) : suspect.id}${suspect.flagged ? html` <span class="tag">likely wrong</span>` : nothing}</td>
      <td data-name="Label">${suspect.given}</td>
      <td data-name="Model says"><strong>${suspect.likely}</strong></td>
      <td data-name="Probability" class="right">${percent(suspect.score)}</td>
      <td class="right">${this.step(suspect)}</td>
    </tr>`;
  }

  private step(suspect: SuspectLabel): TemplateResult | typeof nothing {
    if (this.queued.has(suspect.id)) {
      return html`<span class="meaning good">${icon('done')}in the queue</span>`;
    }
    return this.mayAct()
      ? html`<button type="button" class="small" data-send ?disabled=${this.busy} aria-label="Send to review: ${excerpt(suspect.text || suspect.id, 60)}" @click=${() => void this.send([suspect])}>Review</button>`
      : nothing;
  }

  private find(): Promise<void> {
    return this.act(async () => {
      await begin<Report>('/label-errors', { runId: this.runId });
      this.queued = new Set();
      this.said = 'Looking for suspicious labels.';
      await this.newest.refresh();
    });
  }

  /** Flagged ones that are in the queue by now, those beyond the shown ones too. */
  private sentOf(suspects: SuspectLabel[]): number {
    const others = new Set(suspects.filter(suspect => !suspect.flagged).map(suspect => suspect.id));
    return [...this.queued].filter(id => !others.has(id)).length;
  }

  private send(suspects: SuspectLabel[]): Promise<void> {
    return this.act(() => this.queue(suspects.map(suspect => suspect.id)));
  }

  /** The result shows the first ones alone; where more are flagged, the report's rows have them. */
  private sendAll(report: Report): Promise<void> {
    return this.act(async () => {
      const { flagged, suspects } = report.labelErrors!;
      const shown = suspects.filter(suspect => suspect.flagged);
      const all = shown.length === flagged ? shown : (await rows(`/reports/${report.id}/output`)).filter(row => row.flagged === 'true');
      await this.queue(all.map(each => each.id).filter(id => !this.queued.has(id)));
    });
  }

  private async queue(itemIds: string[]): Promise<void> {
    let skipped = 0;
    for (let from = 0; from < itemIds.length; from += BATCH) {
      const batch = itemIds.slice(from, from + BATCH);
      skipped += (await post<{ skipped?: number }>(`/runs/${this.runId}:review`, { itemIds: batch })).skipped ?? 0;
      this.queued = new Set([...this.queued, ...batch]);
    }
    this.said = `${plural(itemIds.length - skipped, 'item')} in the review queue.`;
    this.trouble = skipped > 0 ? `${plural(skipped, 'item')} failed or cannot be judged yet, and stayed as they are.` : '';
  }

  private async act(step: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.trouble = '';
    try {
      await step();
    } catch (problem) {
      this.trouble = (problem as Problem).message;
    } finally {
      this.busy = false;
    }
  }
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
