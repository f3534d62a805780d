import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { get } from '../api/client';
import { Fetched } from '../api/fetched';
import type { Project, Role, Run } from '../api/messages';
import { DatasetNames } from '../api/names';
import { clock, count, share } from '../format';
import { command, failure, moment, skeleton, stale, stateChip } from '../parts';
import { linkTo } from '../place';
import { hasMoved, View } from '../view';
import './actions';
import { countsOf, eta, legend, progressBar, speed, spent } from './progress';
import { isMoving } from './steer';

interface RunPage {
  runs: Run[];
  nextPageToken: string;
}

const PAGE_SIZE = 20;

/** All runs, newest first; those that move are read again every two seconds. */
@customElement('al-runs')
export class Runs extends View {
  @property() project = '';
  @property({ attribute: false }) projects: Project[] = [];
  @property() caller: Role = 'VIEWER';
  @state() private wanted = PAGE_SIZE;
  private readonly datasets = new DatasetNames(this);
  private readonly list: Fetched<RunPage> = new Fetched(this, signal => this.read(signal), () => (this.list.value?.runs.some(isMoving) ? 2 : 10));

  private async read(signal: AbortSignal): Promise<RunPage> {
    const page = await get<RunPage>('/runs', { projectId: this.project, pageSize: Math.min(this.wanted, 500) }, signal);
    return { runs: page.runs, nextPageToken: page.nextPageToken };
  }

  protected override updated(changed: PropertyValues): void {
    if (hasMoved(changed, 'project')) {
      this.wanted = PAGE_SIZE;
      this.list.restart();
    }
  }

  protected override render(): TemplateResult {
    const { value, problem } = this.list;
    if (!value) {
      return problem ? failure(problem, 'Runs that are going go on by themselves.', () => void this.list.refresh()) : skeleton(7, 'Reading the runs');
    }
    return html`
      ${stale(problem, clock(this.list.readAt), () => void this.list.refresh())}
      ${value.runs.length === 0 ? this.empty() : this.table(value.runs)}
      ${value.nextPageToken && this.wanted < 500 ? html`<p class="more"><button type="button" @click=${() => this.more()}>Show older runs</button></p>` : nothing}`;
  }

  private more(): void {
    this.wanted += 2 * PAGE_SIZE;
    void this.list.refresh();
  }

  private empty(): TemplateResult {
    return html`<section class="panel empty">
      <h2>${this.project ? 'This project has no runs yet' : 'No runs yet'}</h2>
      <p>A run labels the items of a dataset. Start one from a terminal:</p>
      <p>${command('./autolabeler label --input texts.csv --output labeled.csv --labels praise,problem,question')}</p>
      <p>It shows up here at once, and goes on when this page is closed.</p>
    </section>`;
  }

  private table(runs: Run[]): TemplateResult {
    return html`<section class="panel flush">
      <table class="cards runs">
        <caption class="unseen">Runs, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">State</th>
            <th scope="col">Progress</th>
            <th scope="col" class="right">Cost, US$</th>
            <th scope="col" class="right">Items/s</th>
            <th scope="col" class="right">Time left</th>
            <th scope="col"><span class="unseen">Actions</span></th>
          </tr>
        </thead>
        <tbody @steered=${(event: CustomEvent<Run>) => this.replace(event.detail)}>${runs.map(run => this.row(run))}</tbody>
      </table>
    </section>`;
  }

  private row(run: Run): TemplateResult {
    const counts = countsOf(run);
    const project = this.projects.find(known => known.id === run.projectId)?.name ?? run.projectId.slice(0, 8);
    const dataset = this.datasets.of(run.datasetId);
    return html`<tr data-run=${run.id}>
      <th scope="row">
        <a href=${linkTo(`/runs/${run.id}`)}>${dataset}</a>
        <span class="quiet line">${project} · ${run.annotator?.model || run.model || 'embedded'} · ${moment(run.createTime)}</span>
      </th>
      <td data-name="State">${stateChip(run.state)}${run.stateMessage ? html`<span class="quiet line">${run.stateMessage}</span>` : nothing}</td>
      <td data-name="Progress" class="course">
        <span class="line"><strong>${count(counts.done)}</strong> of ${count(counts.total)} · ${share(counts.done, counts.total)}</span>
        ${progressBar(run, `Progress of ${dataset}`)}${legend(counts)}
      </td>
      <td data-name="Cost, US$" class="right">${spent(run)}</td>
      <td data-name="Items/s" class="right">${speed(run)}</td>
      <td data-name="Time left" class="right">${eta(run)}</td>
      <td class="steer"><al-run-actions inList .run=${run} .caller=${this.caller}></al-run-actions></td>
    </tr>`;
  }

  private replace(run: Run): void {
    if (this.list.value) {
      this.list.value.runs = this.list.value.runs.map(known => (known.id === run.id ? run : known));
      this.requestUpdate();
    }
    void this.list.refresh();
  }
}
