import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { get, Problem } from '../api/client';
import { Fetched } from '../api/fetched';
import type { Alert, Calibration, Certificate, Figure, Health, MetricSeries, Overview as Figures, Project, ReviewStats, Role, Run } from '../api/messages';
import '../charts/chart';
import { buckets, distribution, firstBucket, throughput } from '../charts/contents';
import { PALETTE } from '../charts/theme';
import { clock, money, plural } from '../format';
import { command, failure, ROUTE_WORDS, skeleton, stale } from '../parts';
import { choose } from '../place';
import { hasMoved, View } from '../view';
import { sentence } from '../words';
import { needs } from './needs';
import { kpiCard } from './kpi';
import { KPIS, type Kpi } from './judgement';

const STEP_MINUTES: Record<number, number> = { 1: 30, 7: 120, 30: 720 };
const ROUTES = ['AUTO_ACCEPT', 'HUMAN_REVIEW', 'EXPERT_REVIEW'];
const ROUTE_COLOURS: Record<string, string> = { AUTO_ACCEPT: PALETTE[0]!, HUMAN_REVIEW: PALETTE[1]!, EXPERT_REVIEW: PALETTE[2]! };

/** Is it going well, what needs me, what did it cost. */
@customElement('al-overview')
export class Overview extends View {
  @property() project = '';
  @property({ type: Number }) days = 7;
  @property() caller: Role = 'VIEWER';
  @property({ attribute: false }) health: Health | undefined;

  private readonly figures = new Fetched(this, signal => get<Figures>('/overview', { projectId: this.project, days: this.days }, signal), 15);
  private readonly series = new Fetched(this, signal => this.readSeries(signal), 15);
  private readonly runs = new Fetched(this, signal => get<{ runs: Run[] }>('/runs', { projectId: this.project, pageSize: 20 }, signal), 10);
  private readonly reviews = new Fetched(this, signal => get<ReviewStats>('/reviews/stats', { projectId: this.project }, signal), 10);
  private readonly calibrations = new Fetched(
    this,
    signal => get<{ calibrations: Calibration[] }>('/calibrations', { projectId: this.project, pageSize: 1 }, signal),
    30,
  );
  private readonly certificates = new Fetched(
    this,
    signal => get<{ certificates: Certificate[] }>('/certificates', { projectId: this.project, inUse: true, pageSize: 500 }, signal),
    20,
  );
  private readonly projects = new Fetched(this, signal => get<{ projects: Project[] }>('/projects', { pageSize: 500 }, signal), 60);
  private readonly alerts = new Fetched(this, signal => get<{ alerts: Alert[] }>('/alerts', { state: 'FIRING', pageSize: 5 }, signal), 20);

  private async readSeries(signal: AbortSignal): Promise<MetricSeries[]> {
    const step = STEP_MINUTES[this.days]!;
    const query = { projectId: this.project, startTime: new Date(firstBucket(this.days, step)).toISOString(), stepMinutes: step };
    return Promise.all(['items', 'failed_items'].map(metric => get<MetricSeries>('/metrics:query', { ...query, metric }, signal)));
  }

  protected override updated(changed: PropertyValues): void {
    if (hasMoved(changed, 'project', 'days')) {
      [this.figures, this.series, this.runs, this.reviews, this.calibrations, this.certificates].forEach(each => each.restart());
    }
  }

  protected override render(): TemplateResult {
    const figures = this.figures.value;
    return html`
      ${this.needs()}
      ${stale(figures && this.figures.problem, clock(this.figures.readAt), () => void this.figures.refresh())}
      ${figures ? this.cards(figures) : this.figures.problem ? this.failed(this.figures.problem) : this.bones()}
      ${figures && figures.items === 0 ? this.empty() : nothing}
      ${figures && figures.items > 0 ? this.charts(figures) : nothing}`;
  }

  private needs(): TemplateResult {
    return needs({
      runs: this.runs.value?.runs,
      reviews: this.reviews.value,
      alerts: this.alerts.value?.alerts,
      certificates: this.certificates.value?.certificates,
      projects: this.projects.value?.projects,
      problems: this.lost(),
      caller: this.caller,
    });
  }

  private lost(): string[] {
    const each: [string, Problem | undefined][] = [
      ['runs', this.runs.value ? undefined : this.runs.problem],
      ['reviews', this.reviews.value ? undefined : this.reviews.problem],
      ['alerts', this.alerts.value ? undefined : this.alerts.problem],
      ['certificates', this.certificates.value ? undefined : this.certificates.problem],
    ];
    return each.filter(([, problem]) => problem !== undefined).map(([name]) => name);
  }

  private failed(problem: Problem): TemplateResult {
    return failure(problem, 'Runs and reviews still work; only the figures are missing.', () => {
      void this.figures.refresh();
      void this.series.refresh();
    });
  }

  private bones(): TemplateResult {
    return html`<div class="kpis">${KPIS.map(kpi => skeleton(4, `Reading ${kpi.name.toLowerCase()}`))}</div>
      <div class="charts"><div class="wide">${skeleton(6, 'Reading throughput')}</div></div>`;
  }

  private cards(figures: Figures): TemplateResult {
    return html`
      <section class="kpis" aria-label="Figures">${KPIS.map(kpi => kpiCard(kpi, this.figureOf(kpi.key, figures), this.days))}</section>
      ${
        figures.items > 0
          ? html`<p class="quiet sum">${plural(figures.items, 'item')} labeled for ${money(figures.costUsd)} in ${this.days === 1 ? 'the last 24 hours' : `the last ${this.days} days`}.</p>`
          : nothing
      }`;
  }

  /** The calibration error is judged by the items that the newest calibration was fitted on. */
  private figureOf(key: Kpi['key'], figures: Figures): Figure | undefined {
    const figure = figures[key];
    return figure && key === 'ece' ? { ...figure, count: this.calibrations.value?.calibrations[0]?.itemCount ?? 0 } : figure;
  }

  private empty(): TemplateResult {
    const runs = this.runs.value?.runs;
    if (runs === undefined || runs.length > 0) {
      return html`<section class="panel empty">
        <h2>Nothing was labeled in this window</h2>
        <p>${
          this.days < 30
            ? html`<button type="button" @click=${() => choose({ days: '30' })}>Show the last 30 days</button>`
            : 'Older results are on the Runs page.'
        }</p>
      </section>`;
    }
    return html`<section class="panel empty">
      <h2>Nothing has been labeled yet</h2>
      <p>See it work on the texts that ship with it:</p>
      <p>${command('./autolabeler demo')}</p>
      <p>Or label a file of your own, a CSV with a column named text:</p>
      <p>${command('./autolabeler label --input texts.csv --output labeled.csv --labels praise,problem,question')}</p>
    </section>`;
  }

  private charts(figures: Figures): TemplateResult {
    const routes = ROUTES.map(route => ({ dimension: route, count: figures.routes.find(entry => entry.dimension === route)?.count ?? 0 }));
    return html`<div class="charts">
      <div class="wide">${this.throughput()}</div>
      <div class="column">
        <al-chart .content=${distribution('Where items went', 'Items', routes, route => ROUTE_WORDS[route] ?? route, ROUTE_COLOURS)}></al-chart>
        ${
          figures.errors.length > 0
            ? html`<al-chart .content=${distribution('Failed items by reason', 'Items', figures.errors, sentence)}></al-chart>`
            : nothing
        }
      </div>
      <al-chart .content=${distribution('Labels', 'Items', figures.labels, label => label)}></al-chart>
    </div>`;
  }

  private throughput(): TemplateResult {
    const [items, failed] = this.series.value ?? [];
    if (items && failed) {
      return html`<al-chart .content=${throughput(buckets(items, failed, this.days), items.stepMinutes)}></al-chart>`;
    }
    return this.series.problem
      ? failure(this.series.problem, 'The other figures still work.', () => void this.series.refresh())
      : skeleton(6, 'Reading throughput');
  }
}
