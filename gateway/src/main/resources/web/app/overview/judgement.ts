import type { Figure } from '../api/messages';
import { count, money, percent, plural, rate } from '../format';
import type { Meaning } from '../parts';

export interface Verdict {
  word: string;
  meaning: Meaning;
  why: string;
}

/** How one figure is named, written and judged. */
export interface Kpi {
  key: 'alpha' | 'ece' | 'accuracy' | 'costPerItem' | 'itemsPerDay';
  name: string;
  /** What exactly it is, under the name. */
  what: string;
  explanation: string;
  better: 'more' | 'less' | 'neither';
  write(value: number): string;
  /** The size of a change, without its sign. */
  change(now: number, before: number): string;
  judge(figure: Figure, value: number): Verdict;
  basis(figure: Figure): string;
  noData: string;
}

/** A change against the window before, in a word, a shape and a size. */
export interface Change {
  arrow: '▲' | '▼' | '■';
  words: string;
  meaning: Meaning;
}

const STEADY = 'steady';

export function changeOf(kpi: Kpi, figure: Figure, verdict: Verdict): Change | undefined {
  const { value, previous } = figure;
  if (value === undefined || previous === undefined) {
    return undefined;
  }
  const size = kpi.change(value, previous);
  if (value === previous || /^0(\.0+)?( |$)/.test(size)) {
    return { arrow: '■', words: 'unchanged', meaning: 'neutral' };
  }
  const rose = value > previous;
  const moved = `${rose ? 'up' : 'down'} ${size}`;
  const arrow = rose ? '▲' : '▼';
  if (kpi.better === 'neither') {
    return { arrow, words: moved, meaning: 'neutral' };
  }
  const improved = rose === (kpi.better === 'more');
  const meaning = verdict.word === STEADY ? 'neutral' : improved ? 'good' : 'critical';
  return { arrow, words: `${moved}, ${improved ? 'better' : 'worse'}`, meaning };
}

const points = (now: number, before: number) => `${(Math.abs(now - before) * 100).toFixed(1)} points`;
const absolute = (now: number, before: number) => Math.abs(now - before).toFixed(3);
const relative = (now: number, before: number) => (before === 0 ? 'from 0' : `${Math.abs((now / before - 1) * 100).toFixed(1)} %`);

/** Half the width of the Wilson interval at 95 %. */
export function halfWidth(p: number, n: number): number {
  const z = 1.96;
  return n > 0 ? (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n)) : 1;
}

function judgeAlpha(_: Figure, alpha: number): Verdict {
  if (alpha >= 0.8) {
    return { word: 'reliable', meaning: 'good', why: 'At least .800: conclusions can rest on these labels.' };
  }
  return alpha >= 0.667
    ? { word: 'tentative', meaning: 'warning', why: 'Between .667 and .800: good for tentative conclusions only.' }
    : { word: 'unreliable', meaning: 'critical', why: 'Below .667: annotators disagree too much to rely on these labels.' };
}

/** Even a perfectly calibrated model shows an ECE of up to about 1.35/√n in 95 of 100 samples of n items. */
function judgeEce(figure: Figure, ece: number): Verdict {
  if (ece <= 0.05) {
    return { word: 'calibrated', meaning: 'good', why: 'At most .050: a confidence of 80 % is right about 80 times in 100.' };
  }
  return figure.count > 0 && ece <= 1.35 / Math.sqrt(figure.count)
    ? { word: 'tentative', meaning: 'warning', why: 'Chance alone explains an error of this size with so few items.' }
    : { word: 'drifting', meaning: 'critical', why: 'Above .050: confidences promise more or less than they keep.' };
}

function judgeAccuracy(figure: Figure, accuracy: number): Verdict {
  const margin = halfWidth(accuracy, figure.count);
  const why = `The true share lies within about ${(margin * 100).toFixed(1)} points of this, 95 times in 100.`;
  if (margin <= 0.03) {
    return { word: 'reliable', meaning: 'good', why };
  }
  return margin <= 0.1 ? { word: 'tentative', meaning: 'warning', why } : { word: 'unreliable', meaning: 'critical', why };
}

function judgeTrend(figure: Figure, value: number): Verdict {
  const { previous } = figure;
  if (previous === undefined) {
    return { word: 'first window', meaning: 'neutral', why: 'There is nothing before it to compare with.' };
  }
  const moved = previous === 0 ? (value === 0 ? 0 : Infinity) : value / previous - 1;
  if (Math.abs(moved) <= 0.25) {
    return { word: STEADY, meaning: 'neutral', why: 'Within a quarter of the window before.' };
  }
  return { word: moved > 0 ? 'rising' : 'falling', meaning: 'neutral', why: 'More than a quarter away from the window before.' };
}

export const KPIS: Kpi[] = [
  {
    key: 'accuracy',
    name: 'Accuracy',
    what: 'of checked items',
    explanation: 'Share of labels that were right, among items whose true label is known from a gold column or a review.',
    better: 'more',
    write: value => percent(value),
    change: points,
    judge: judgeAccuracy,
    basis: figure => `${plural(figure.count, 'checked item')}`,
    noData: 'Nothing to check against yet. Review a few items, or label a file that has a column of true labels (--label-column).',
  },
  {
    key: 'ece',
    name: 'Calibration error',
    what: 'ECE',
    explanation: 'Expected calibration error: how far stated confidence and actual accuracy lie apart on average; 0 is perfect.',
    better: 'less',
    write: value => value.toFixed(3),
    change: absolute,
    judge: judgeEce,
    basis: figure => (figure.count > 0 ? `fitted on ${plural(figure.count, 'item')}` : 'newest calibration'),
    noData: 'No calibration has been fitted yet. It is fitted by itself once enough items are reviewed or have a true label.',
  },
  {
    key: 'alpha',
    name: 'Agreement',
    what: 'Krippendorff’s alpha',
    explanation: "Krippendorff's alpha: how far annotators agree beyond chance; 1 is full agreement, 0 is chance.",
    better: 'more',
    write: value => value.toFixed(3),
    change: absolute,
    judge: judgeAlpha,
    basis: figure => `${plural(figure.count, 'item')} with several annotators`,
    noData: 'No item has labels from several annotators yet. Items labeled by two models, or by a model and a person, will show it.',
  },
  {
    key: 'costPerItem',
    name: 'Cost per item',
    what: 'US dollars',
    explanation: 'Money spent on model calls, retries included, divided by the items labeled.',
    better: 'less',
    write: money,
    change: relative,
    judge: judgeTrend,
    basis: figure => plural(figure.count, 'item'),
    noData: 'Nothing was labeled in this window. Start a run, or choose a longer window.',
  },
  {
    key: 'itemsPerDay',
    name: 'Items per day',
    what: 'labeled',
    explanation: 'Items labeled in the window, divided by its days.',
    better: 'neither',
    write: value => (value >= 100 ? count(value) : rate(value)),
    change: relative,
    judge: judgeTrend,
    basis: figure => `${plural(figure.count, 'item')} in all`,
    noData: 'Nothing was labeled in this window. Start a run, or choose a longer window.',
  },
];
