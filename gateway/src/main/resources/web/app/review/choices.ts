import type { Label, ReviewTask } from '../api/messages';

/** A label as it can be chosen: its digit, if it has one, and what the model gave it. */
export interface Choice {
  label: Label;
  digit: number;
  score: number;
  suggested: boolean;
  /** The first one after the short list. */
  beyond: boolean;
}

const DIGITS = 9;

/**
 * The labels of an item in the order they are shown: those of its short list, then the others in the order of the schema. Up to
 * nine labels keep the digit of their place in the schema, wherever they are shown, so that fingers can learn it. Of more than
 * nine, those that the model gave most come before the others, and the first nine shown have the digits.
 *
 * @param which `RELATION` for labels of relations, else those of items and spans
 */
export function choicesOf(task: ReviewTask, which: 'SPAN' | 'RELATION' = 'SPAN'): Choice[] {
  const scores = new Map(task.scores.map(score => [score.label, score.score]));
  const suggested = new Set([task.suggestion, ...(task.suggestedValue?.labels ?? [])]);
  const all = task.labels
    .filter(label => (label.target === 'RELATION') === (which === 'RELATION'))
    .map((label, index) => ({ label, digit: index + 1, score: scores.get(label.name) ?? 0, suggested: suggested.has(label.name), beyond: false }));
  const short = all.filter(({ label }) => task.shortList?.includes(label.name));
  const rest = all.filter(choice => !short.includes(choice));
  const best = all.length > DIGITS ? [...rest].sort((a, b) => b.score - a.score).slice(0, Math.max(0, DIGITS - short.length)) : rest;
  const ordered = [...short, ...best, ...rest.filter(choice => !best.includes(choice))];
  const digit = (choice: Choice, index: number) => (all.length <= DIGITS ? choice.digit : index < DIGITS ? index + 1 : 0);
  return ordered.map((choice, index) => ({ ...choice, digit: digit(choice, index), beyond: short.length > 0 && index === short.length }));
}

export function needsFilter(choices: Choice[]): boolean {
  return choices.length > DIGITS;
}

/** Those whose name or description holds every word typed, names that begin with it first. */
export function narrowed(choices: Choice[], typed: string): Choice[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = choices.filter(({ label }) => words.every(word => `${label.name} ${label.description}`.toLowerCase().includes(word)));
  const begins = ({ label }: Choice) => (words[0] && label.name.toLowerCase().startsWith(words[0]) ? 0 : 1);
  return [...found].sort((a, b) => begins(a) - begins(b));
}
