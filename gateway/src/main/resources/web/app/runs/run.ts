import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { address, get, type Problem } from '../api/client';
import { Fetched } from '../api/fetched';
import type { Project, Role, Run, RunSummary } from '../api/messages';
import { DatasetNames } from '../api/names';
import '../charts/chart';
import { distribution } from '../charts/contents';
import { clock, count, money, percent, plural, share } from '../format';
import { icon } from '../icons';
import { failure, moment, skeleton, spoken, stateChip, term } from '../parts';
import { linkTo, type Place } from '../place';
import { hasMoved, View } from '../view';
import { sentence } from '../words';
import './actions';
import './annotations';
import './suspects';
import { LiveRun } from './live';
import { costOf, countsOf, eta, legend, progressBar, speed, spent } from './progress';
import { isOver, refused, steer, stepsOf, stoppedByBudget } from './steer';

/** One run, live: how far it is, where its items go, what it says and costs. */
@customElement('al-run')
export class RunView extends View {
  @property() runId = '';
  @property({ attribute: false }) place: Place | undefined;
  @property({ attribute: false }) projects: Project[] = [];
  @property() caller: Role = 'VIEWER';
  @state() private budgetTrouble = '';
  private readonly datasets = new DatasetNames(this);
  private readonly live = new LiveRun(this);
  private readonly summary: Fetched<RunSummary> = new Fetched(this, signal => get<RunSummary>(`/runs/${this.runId}/summary`, {}, signal), () =>
    this.isSummedUp() ? 0 : 5,
  );

  /** The figures come a moment after the items they are about. */
  private isSummedUp(): boolean {
    const { run, line } = this.live;
    return line === 'ended' && run !== undefined && (this.summary.value?.items ?? 0) >= countsOf(run).done;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('runId')) {
      this.live.follow(this.runId);
      if (hasMoved(changed, 'runId')) {
        this.summary.restart();
      }
    }
  }

  protected override render(): TemplateResult {
    const { run, problem } = this.live;
    if (!run) {
      return html`${this.back()}${problem ? this.failed(problem) : skeleton(6, 'Reading the run')}`;
    }
    return html`${this.back()}
      <div class="run" @steered=${(event: CustomEvent<Run>) => this.live.take(event.detail)}>
        ${this.head(run)}${this.lineState(run)}
        ${stoppedByBudget(run) && stepsOf(run, this.caller).length > 0 ? this.budget(run) : nothing}
        ${this.progress(run)}${this.notes(run)}${this.outcome()}${this.suspects(run)}
        <al-annotations .runId=${run.id} .only=${this.place?.query.get('only') ?? ''} .done=${countsOf(run).done} .unpriced=${costOf(run).unpriced}></al-annotations>
      </div>`;
  }

  /** Structured values and open runs have no labels to compare yet. */
  private suspects(run: Run): TemplateResult | typeof nothing {
    const kind = this.projects.find(known => known.id === run.projectId)?.kind;
    const comparable = kind === undefined || kind === 'CLASSIFICATION' || kind === 'SENTIMENT';
    return isOver(run) && comparable ? html`<al-suspects .runId=${run.id} .caller=${this.caller}></al-suspects>` : nothing;
  }

  private back(): TemplateResult {
    return html`<p class="back"><a href=${linkTo('/runs')}>${icon('back')}All runs</a></p>`;
  }

  private failed(problem: Problem): TemplateResult {
    const gone = problem.status === 404;
    return failure(problem, gone ? 'It may have been deleted, or belong to a project you cannot see.' : 'If the run is going, it goes on by itself.', () => this.live.retryNow());
  }

  private head(run: Run): TemplateResult {
    const project = this.projects.find(known => known.id === run.projectId)?.name ?? run.projectId.slice(0, 8);
    return html`<section class="panel head">
      <div>
        <h2>${this.datasets.of(run.datasetId)} ${stateChip(run.state)}</h2>
        <p class="quiet">${project} · ${run.annotator?.model || run.model || 'embedded'}
          ${run.annotator?.promptVersion ? html`· ${term(run.annotator.promptVersion.slice(0, 24), 'Prompt version: a hash of all that shapes the answer beside the text.')}` : nothing}
          · ${plural(run.exampleCount, 'example')} · started ${moment(run.startTime ?? run.createTime)}
          ${run.endTime ? html`· ended ${moment(run.endTime)}` : nothing}</p>
        ${run.stateMessage ? html`<p>${run.stateMessage}</p>` : nothing}
      </div>
      <al-run-actions .run=${run} .caller=${this.caller}></al-run-actions>
      ${spoken(isOver(run) ? `The run is ${run.state.toLowerCase()}.` : '')}
    </section>`;
  }

  private lineState(run: Run): TemplateResult {
    const { line, heardAt, retryAt } = this.live;
    const lost = line === 'lost' && !isOver(run);
    return html`<div class="line-state" role="status">${
      lost
        ? html`<p class="banner warning">${icon('warning')}<span><strong>The live connection was lost.</strong>
            It comes back by itself; next try at ${clock(retryAt)}. These figures are from ${clock(heardAt)}.</span>
            <button type="button" class="small" @click=${() => this.live.retryNow()}>Try now</button></p>`
        : html`<p class="quiet" data-line=${line}>${line === 'live' ? html`<i class="pulse"></i>Live` : line === 'ended' ? 'Final figures' : 'Connecting…'}</p>`
    }</div>`;
  }

  private budget(run: Run): TemplateResult {
    const cost = costOf(run);
    return html`<form class="panel budget" @submit=${(event: SubmitEvent) => this.raise(event, run)}>
      <p><strong>The limit of ${money(cost.limit)} is reached.</strong> Raise it to go on; everything labeled so far is kept.</p>
      <label>New limit, US$
        <input name="limit" type="number" required step="any" min=${Number((cost.actual * 1.001).toPrecision(6))} .value=${String(Number((Math.max(cost.limit, cost.actual) * 2).toPrecision(4)))}>
      </label>
      <button class="primary">Raise and resume</button>
      ${this.budgetTrouble ? html`<p class="meaning critical" role="alert">${this.budgetTrouble}</p>` : nothing}
    </form>`;
  }

  private async raise(event: SubmitEvent, run: Run): Promise<void> {
    event.preventDefault();
    const limit = Number(new FormData(event.target as HTMLFormElement).get('limit'));
    this.budgetTrouble = '';
    try {
      this.live.take(await steer(run, 'resume', limit));
    } catch (problem) {
      this.budgetTrouble = refused('resume', problem as Problem);
    }
  }

  private progress(run: Run): TemplateResult {
    const counts = countsOf(run);
    const cost = costOf(run);
    const limit = cost.limit > 0 ? `limit ${money(cost.limit)}` : '';
    return html`<section class="panel" aria-label="Progress">
      <p class="big"><strong class="figure">${count(counts.done)}</strong> of ${count(counts.total)} items · ${share(counts.done, counts.total)}</p>
      ${progressBar(run, 'Progress')}
      ${legend(counts)}
      <dl class="facts">
        ${fact('Items per second', speed(run))}
        ${fact('Time left', eta(run))}
        ${fact('Cost', html`${spent(run)} <span class="quiet">${[cost.estimated > 0 ? `of about ${money(cost.estimated)}` : '', limit].filter(Boolean).join(', ')}</span>`)}
        ${fact('Reviewed since', count(counts.reviewed))}
        ${fact('From the cache', count(counts.cached))}
        ${counts.truncated > 0 ? fact('Cut to what the model reads', count(counts.truncated)) : nothing}
        ${counts.otherLanguage > 0 ? fact('In another language', count(counts.otherLanguage)) : nothing}
      </dl>
      <p class="exports"><span class="quiet">Download with all input columns:</span>${['csv', 'tsv', 'jsonl'].map(
        format => html`<a class="button small" download href=${address(`/runs/${run.id}/export`, { format })}>${icon('down')}${format.toUpperCase()}</a>`,
      )}</p>
    </section>`;
  }

  private notes(run: Run): TemplateResult | typeof nothing {
    return run.notes.length > 0
      ? html`<section class="panel notes" aria-label="Notes"><ul>${run.notes.map(note => html`<li>${icon('info')}<span>${note}</span></li>`)}</ul></section>`
      : nothing;
  }

  private outcome(): TemplateResult | typeof nothing {
    const summary = this.summary.value;
    if (!summary || summary.items === 0) {
      return this.summary.problem && !summary
        ? html`<p class="banner warning" role="status">${icon('warning')}<span>The summary cannot be read: ${this.summary.problem.message} Progress and annotations still work.</span></p>`
        : nothing;
    }
    return html`<div class="charts">
      <section class="panel quality"><h2>Quality</h2><dl class="facts">
        ${fact('Accuracy', summary.goldAccuracy === undefined ? html`<span class="quiet">no true labels in this dataset</span>` : html`${percent(summary.goldAccuracy)} <span class="quiet">of ${plural(summary.goldItems, 'item')} with a true label</span>`)}
        ${fact('Mean confidence', summary.meanConfidence === undefined ? '–' : percent(summary.meanConfidence))}
        ${summary.errors.map(error => fact(`Failed: ${sentence(error.dimension).toLowerCase()}`, count(error.count)))}
      </dl></section>
      <al-chart .content=${distribution('Labels', 'Items', summary.labels, label => label)}></al-chart>
    </div>`;
  }
}

function fact(name: string, value: TemplateResult | string): TemplateResult {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}
