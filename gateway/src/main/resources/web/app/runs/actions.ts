import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Problem } from '../api/client';
import type { Role, Run } from '../api/messages';
import { icon } from '../icons';
import { linkTo } from '../place';
import { View } from '../view';
import { refused, STEP_WORDS, steer, stepsOf, stoppedByBudget, type Step } from './steer';

/** The buttons that steer a run. Cancelling asks once more, in place. Tells `steered` with the run as it then is. */
@customElement('al-run-actions')
export class RunActions extends View {
  @property({ attribute: false }) run: Run | undefined;
  @property() caller: Role = 'VIEWER';
  /** In a list, a run that its budget stopped is resumed on its own page, where the limit can be raised. */
  @property({ type: Boolean }) inList = false;
  @state() private busy = false;
  @state() private confirming = false;
  @state() private trouble = '';

  protected override render(): TemplateResult {
    const run = this.run;
    const steps = run ? stepsOf(run, this.caller) : [];
    return html`<div class="actions">
      ${run && steps.length > 0 ? (this.confirming ? this.confirmation() : steps.map(step => this.button(run, step))) : nothing}
      ${this.trouble ? html`<p class="meaning critical" role="alert">${icon('critical')}${this.trouble}</p>` : nothing}
    </div>`;
  }

  private button(run: Run, step: Step): TemplateResult | typeof nothing {
    if (step === 'resume' && stoppedByBudget(run)) {
      return this.inList ? html`<a class="button small" href=${linkTo(`/runs/${run.id}`)}>Raise the limit</a>` : nothing;
    }
    const ask = step === 'cancel' ? () => (this.confirming = true) : () => void this.take(step);
    return html`<button type="button" class="small" data-step=${step} ?disabled=${this.busy} @click=${ask}>${STEP_WORDS[step]}</button>`;
  }

  private confirmation(): TemplateResult {
    return html`<span class="confirm">Cancel this run? What is labeled stays.
      <button type="button" class="small danger" ?disabled=${this.busy} @click=${() => void this.take('cancel')}>Cancel the run</button>
      <button type="button" class="small" @click=${() => (this.confirming = false)}>Keep it</button>
    </span>`;
  }

  private async take(step: Step): Promise<void> {
    if (!this.run || this.busy) {
      return;
    }
    this.busy = true;
    this.trouble = '';
    try {
      const run = await steer(this.run, step);
      this.dispatchEvent(new CustomEvent<Run>('steered', { detail: run, bubbles: true }));
    } catch (problem) {
      this.trouble = refused(step, problem as Problem);
    } finally {
      this.busy = false;
      this.confirming = false;
    }
  }
}
