import type { Label, ReviewTask } from '../api/messages';

/** A label as it can be chosen: its digit, if it has one, and what the model gave it. */
export interface Choice {
  label: Label;
  digit: number;
  score: number;
  suggested: boolean;
}

const DIGITS = 9;

/**
 * The labels of an item in the order they are shown. Up to nine stand in the order of the schema, each with its digit. Of more,
 * the nine that the model gave most come first with the digits, the others follow in the order of the schema without.
 */
export function choicesOf(task: ReviewTask): Choice[] {
  const scores = new Map(task.scores.map(score => [score.label, score.score]));
  const all = task.labels.map(label => ({
    label,
    digit: 0,
    score: scores.get(label.name) ?? 0,
    suggested: label.name === task.suggestion,
  }));
  if (all.length <= DIGITS) {
    return all.map((choice, index) => ({ ...choice, digit: index + 1 }));
  }
  const best = [...all].sort((a, b) => b.score - a.score).slice(0, DIGITS);
  const others = all.filter(choice => !best.includes(choice));
  return [...best.map((choice, index) => ({ ...choice, digit: index + 1 })), ...others];
}

export function needsFilter(task: ReviewTask): boolean {
  return task.labels.length > DIGITS;
}

/** Those whose name or description holds every word typed, names that begin with it first. */
export function narrowed(choices: Choice[], typed: string): Choice[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = choices.filter(({ label }) => words.every(word => `${label.name} ${label.description}`.toLowerCase().includes(word)));
  const begins = ({ label }: Choice) => (words[0] && label.name.toLowerCase().startsWith(words[0]) ? 0 : 1);
  return [...found].sort((a, b) => begins(a) - begins(b));
}
