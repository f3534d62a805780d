import { post, type Problem } from '../api/client';
import type { Role, Run } from '../api/messages';

export type Step = 'pause' | 'resume' | 'cancel' | 'retry-failed';

export const STEP_WORDS: Record<Step, string> = {
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel',
  'retry-failed': 'Retry failed',
};

/** What the state of a run allows, the most likely wish first; nothing for a caller who may only look. */
export function stepsOf(run: Run, caller: Role): Step[] {
  if (caller !== 'EDITOR' && caller !== 'ADMIN') {
    return [];
  }
  switch (run.state) {
    case 'PREPARING':
    case 'RUNNING':
      return ['pause', 'cancel'];
    case 'PAUSED':
      return ['resume', 'cancel'];
    case 'COMPLETED':
      return (run.counts?.failed ?? 0) > 0 ? ['retry-failed'] : [];
    default:
      return [];
  }
}

/** Asks for the step; gives the run as it then is. */
export async function steer(run: Run, step: Step, maxCost = 0): Promise<Run> {
  return post<Run>(`/runs/${run.id}:${step}`, step === 'resume' && maxCost > 0 ? { maxCost } : {});
}

export function isOver(run: Run): boolean {
  return run.state === 'COMPLETED' || run.state === 'CANCELLED' || run.state === 'FAILED';
}

export function isMoving(run: Run): boolean {
  return run.state === 'PREPARING' || run.state === 'RUNNING';
}

export function stoppedByBudget(run: Run): boolean {
  return run.state === 'PAUSED' && run.stateReason === 'BUDGET_EXHAUSTED';
}

export function refused(step: Step, problem: Problem): string {
  return `${STEP_WORDS[step]} did not work. ${problem.message}`;
}
