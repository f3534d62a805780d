import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { onSignedOut, Problem, signIn, get } from '../api/client';
import { Fetched } from '../api/fetched';
import type { Health, Me, Project } from '../api/messages';
import { command, failure, skeleton } from '../parts';
import { icon, type IconName } from '../icons';
import { choose, daysOf, here, linkTo, onMove, projectOf, WINDOWS, type PageName, type Place } from '../place';
import { View } from '../view';
import '../overview/overview';
import '../review/review';
import '../runs/run';
import '../runs/runs';

const PAGES: { page: PageName; path: string; word: string; icon: IconName }[] = [
  { page: 'overview', path: '/', word: 'Overview', icon: 'overview' },
  { page: 'runs', path: '/runs', word: 'Runs', icon: 'runs' },
  { page: 'review', path: '/review', word: 'Review', icon: 'review' },
];

const TITLES: Record<PageName, string> = {
  overview: 'Overview',
  runs: 'Runs',
  run: 'Run',
  review: 'Review',
  missing: 'No such page',
};

/** The frame around every page: navigation, title, project and window, who is signed in, which services are away. */
@customElement('al-app')
export class App extends View {
  @state() private place: Place = here();
  @state() private me: Me | undefined;
  @state() private problem: Problem | undefined;
  private readonly health = new Fetched(this, () => get<Health>('/health'), 20);
  private readonly projects = new Fetched(this, signal => this.readProjects(signal), 20);

  override connectedCallback(): void {
    super.connectedCallback();
    onMove(() => this.moved());
    onSignedOut(() => (this.problem = new Problem(401, 'UNAUTHENTICATED', 'You are not signed in', '')));
    window.addEventListener('focus', () => this.signedOut && void this.enter());
    void this.enter();
  }

  private get signedOut(): boolean {
    return this.problem?.status === 401;
  }

  private async enter(): Promise<void> {
    try {
      this.me = await signIn();
      this.problem = undefined;
      void this.projects.refresh();
    } catch (problem) {
      this.problem = problem as Problem;
    }
  }

  private async readProjects(signal: AbortSignal): Promise<Project[]> {
    return this.me ? (await get<{ projects: Project[] }>('/projects', { pageSize: 500 }, signal)).projects : [];
  }

  private moved(): void {
    const before = this.place.page + this.place.runId;
    this.place = here();
    if (before !== this.place.page + this.place.runId) {
      void this.projects.refresh();
      window.scrollTo(0, 0);
      void this.updateComplete.then(() => this.querySelector<HTMLElement>('h1')?.focus());
    }
  }

  protected override render(): TemplateResult {
    document.title = `${TITLES[this.place.page]} · AutoLabeler`;
    return html`
      <a class="skip" href="#content">Skip to the content</a>
      <nav class="rail" aria-label="Pages">
        <a class="brand" href=${linkTo('/')} aria-label="AutoLabeler, overview"><img src="/favicon.svg" alt="" width="28" height="28"><span>AutoLabeler</span></a>
        <ul>${PAGES.map(entry => this.entry(entry))}</ul>
        ${this.footer()}
      </nav>
      <div class="page">
        <header class="top">
          <h1 tabindex="-1">${TITLES[this.place.page]}</h1>
          ${this.me && !this.problem ? this.choices() : nothing}
        </header>
        <main id="content" tabindex="-1">${this.degraded()}${this.content()}</main>
      </div>`;
  }

  private entry(entry: (typeof PAGES)[number]): TemplateResult {
    const current = entry.page === this.place.page || (entry.page === 'runs' && this.place.page === 'run');
    return html`<li>
      <a href=${linkTo(entry.path)} aria-current=${current ? 'page' : nothing}>${icon(entry.icon)}<span>${entry.word}</span></a>
    </li>`;
  }

  private footer(): TemplateResult | typeof nothing {
    const health = this.health.value;
    return this.me
      ? html`<p class="who">
          <strong>${this.me.name || 'Signed in'}</strong>
          <span>${this.me.role.toLowerCase()}</span>
          ${health ? html`<span title="Version">${health.version}</span>` : nothing}
        </p>`
      : nothing;
  }

  private choices(): TemplateResult | typeof nothing {
    if (this.place.page === 'run' || this.place.page === 'missing') {
      return nothing;
    }
    const project = projectOf(this.place);
    const projects = this.projects.value ?? [];
    return html`<form class="choices" aria-label="What is shown" @submit=${(event: Event) => event.preventDefault()}>
      <label>Project
        <select name="project" @change=${(event: Event) => choose({ project: (event.target as HTMLSelectElement).value })}>
          <option value="" .selected=${!project}>All projects</option>
          ${projects.map(known => html`<option value=${known.id} .selected=${known.id === project}>${known.name}</option>`)}
          ${project && !projects.some(known => known.id === project) ? html`<option value=${project} .selected=${true}>${project.slice(0, 8)}</option>` : nothing}
        </select>
      </label>
      ${this.place.page === 'overview' ? this.window() : nothing}
    </form>`;
  }

  private window(): TemplateResult {
    return html`<label>Window
      <select name="days" @change=${(event: Event) => choose({ days: (event.target as HTMLSelectElement).value })}>
        ${WINDOWS.map(choice => html`<option value=${choice.days} .selected=${choice.days === daysOf(this.place)}>${choice.words}</option>`)}
      </select>
    </label>`;
  }

  private degraded(): TemplateResult {
    const away = (this.health.value?.services ?? []).filter(service => !service.ready);
    return html`<div aria-live="polite">${away.map(
      service => html`<p class="banner warning">${icon('warning')}<span><strong>${service.name} is away.</strong> ${service.fallback}</span></p>`,
    )}</div>`;
  }

  /** The page stays while its caller is signed out, out of sight: what was begun on it is still there afterwards. */
  private content(): TemplateResult {
    const away = this.problem !== undefined;
    return html`${away ? this.stopped(this.problem!) : nothing}
      ${this.me ? html`<div ?hidden=${away} ?inert=${away}>${keyed(this.me.keyId, this.shown(this.me))}</div>` : away ? nothing : skeleton(4, 'Signing in')}`;
  }

  private stopped(problem: Problem): TemplateResult {
    return this.signedOut
      ? this.signInNeeded()
      : failure(problem, 'Nothing can be shown until the gateway answers; runs go on by themselves.', () => void this.enter());
  }

  private shown(me: Me): TemplateResult {
    const project = projectOf(this.place);
    switch (this.place.page) {
      case 'overview':
        return html`<al-overview .project=${project} .days=${daysOf(this.place)} .caller=${me.role} .health=${this.health.value}></al-overview>`;
      case 'runs':
        return html`<al-runs .project=${project} .projects=${this.projects.value ?? []} .caller=${me.role}></al-runs>`;
      case 'run':
        return html`<al-run .runId=${this.place.runId} .place=${this.place} .projects=${this.projects.value ?? []} .caller=${me.role}></al-run>`;
      case 'review':
        return html`<al-review .project=${project} .route=${this.place.query.get('route') ?? ''} .projects=${this.projects.value ?? []} .caller=${me.role} .callerKey=${me.keyId}></al-review>`;
      case 'missing':
        return html`<section class="panel empty">
          <h2>There is nothing at this address</h2>
          <p><a href=${linkTo('/')}>Go to the overview</a></p>
        </section>`;
    }
  }

  private signInNeeded(): TemplateResult {
    return html`<section class="panel empty">
      <h2>Sign in to see your project</h2>
      <p>Type this in a terminal, then open the address that it prints. The address works once and signs this browser in.</p>
      <p>${command('./autolabeler up')}</p>
      <p class="quiet">Everything that runs goes on while you are signed out${this.me ? ', and what you have begun here waits for you' : ''}.</p>
      <p><button type="button" @click=${() => void this.enter()}>I have signed in</button></p>
    </section>`;
  }
}
