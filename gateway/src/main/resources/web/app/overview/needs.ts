import { html, type TemplateResult } from 'lit';
import type { Alert, Certificate, Project, ReviewStats, Role, Run } from '../api/messages';
import { count, percent, plural } from '../format';
import { icon, type IconName } from '../icons';
import { moment } from '../parts';
import { linkTo } from '../place';
import type { Meaning } from '../parts';

interface Need {
  meaning: Meaning;
  icon: IconName;
  words: TemplateResult;
}

export interface NeedsInput {
  runs: Run[] | undefined;
  reviews: ReviewStats | undefined;
  alerts: Alert[] | undefined;
  /** Those in use. */
  certificates: Certificate[] | undefined;
  projects: Project[] | undefined;
  /** What could not be read. */
  problems: string[];
  caller: Role;
}

/** What waits for a person, most urgent first, with the way there. */
export function needs(input: NeedsInput): TemplateResult {
  const found = [...ofAlerts(input.alerts ?? []), ...ofRuns(input.runs ?? []), ...ofCertificates(input.certificates ?? [], input.projects ?? [])];
  const reviews = input.reviews?.open ?? 0;
  const known = input.runs !== undefined || input.reviews !== undefined || input.alerts !== undefined;
  return html`<section class="panel needs" aria-label="What needs you" aria-live="polite">
    <div class="waiting">
      <h2>What needs you</h2>
      <p class="answer">${!known && input.problems.length === 0 ? 'Looking…' : answer(reviews, found.length, input)}</p>
    </div>
    ${reviews > 0 && input.caller !== 'VIEWER' ? html`<a class="button primary" href=${linkTo('/review')}>Review ${count(reviews)}</a>` : ''}
    ${
      found.length > 0
        ? html`<ul>${found.map(need => html`<li class=${need.meaning}>${icon(need.icon)}<span>${need.words}</span></li>`)}</ul>`
        : ''
    }
  </section>`;
}

function answer(reviews: number, others: number, input: NeedsInput): TemplateResult | string {
  if (input.problems.length > 0) {
    return `Not all is known: ${input.problems.join(' and ')} cannot be read right now.`;
  }
  if (reviews > 0) {
    return html`<strong>${plural(reviews, 'item')}</strong> ${reviews === 1 ? 'waits' : 'wait'} for a review${running(input.runs ?? [])}.`;
  }
  return others > 0 ? 'The following:' : `Nothing right now${running(input.runs ?? [])}.`;
}

function running(runs: Run[]): string {
  const active = runs.filter(run => run.state === 'RUNNING' || run.state === 'PREPARING').length;
  return active > 0 ? `; ${plural(active, 'run')} going` : '';
}

function ofAlerts(alerts: Alert[]): Need[] {
  return alerts.map(alert => ({
    meaning: alert.severity === 'CRITICAL' ? 'critical' : 'warning',
    icon: alert.severity === 'CRITICAL' ? 'critical' : 'warning',
    words: html`<strong>Alert ${alert.ruleName}:</strong> ${alert.message} <span class="quiet">${moment(alert.startTime)}</span>`,
  }));
}

function ofRuns(runs: Run[]): Need[] {
  const stuck = runs.filter(run => run.state === 'PAUSED' || (run.state === 'FAILED' && isRecent(run)));
  return stuck.map(run => ({
    meaning: run.state === 'FAILED' ? 'critical' : 'warning',
    icon: run.state === 'FAILED' ? 'critical' : 'paused',
    words: html`<a href=${linkTo(`/runs/${run.id}`)}>A run is ${run.state === 'FAILED' ? 'failed' : 'paused'}</a>:
      ${run.stateMessage || 'paused by a user.'} <span class="quiet">${moment(run.endTime ?? run.createTime)}</span>`,
  }));
}

/** Why labels that could be accepted go to people instead. */
function ofCertificates(certificates: Certificate[], projects: Project[]): Need[] {
  const accepting = new Set(certificates.filter(each => each.state === 'IN_FORCE').map(each => each.projectId));
  return certificates.flatMap(certificate => {
    const why = withheld(certificate);
    if (why === undefined) {
      return [];
    }
    const project = projects.find(each => each.id === certificate.projectId)?.name ?? certificate.projectId;
    const model = certificate.annotator?.model ?? '';
    const what = accepting.has(certificate.projectId) ? `No label of ${model} is accepted by itself in ${project}:` : `Nothing is accepted by itself in ${project} (${model}):`;
    return [{ ...why, words: html`<strong>${what}</strong> ${why.words}` }];
  });
}

function withheld(certificate: Certificate): Need | undefined {
  switch (certificate.state) {
    case 'SUSPENDED':
      return {
        meaning: 'critical',
        icon: 'critical',
        words: html`audits found ${plural(certificate.auditErrors, 'wrong label')} among ${count(certificate.audited)} accepted, more than the
          promised ${percent(certificate.maxRisk)} allow. All its items go to people until enough of them are reviewed for a new promise.
          <span class="quiet">${moment(certificate.suspendTime)}</span>`,
      };
    case 'EXPIRED':
      return {
        meaning: 'warning',
        icon: 'warning',
        words: html`the promise of at most ${percent(certificate.maxRisk)} wrong labels is more than 30 days old; more reviews renew it.`,
      };
    case 'REFUSED':
      return { meaning: 'warning', icon: 'warning', words: html`${certificate.guarantee} <span class="quiet">${moment(certificate.createTime)}</span>` };
    case 'IN_FORCE':
    case 'REPLACED':
      return undefined;
  }
}

function isRecent(run: Run): boolean {
  return Date.now() - Date.parse(run.endTime ?? run.createTime ?? '') < 86_400_000;
}
