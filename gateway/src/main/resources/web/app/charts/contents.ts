import type { EChartsCoreOption } from 'echarts/core';
import type { DimensionCount, MetricSeries } from '../api/messages';
import { count, excerpt, plural, share } from '../format';
import type { ChartContent } from './chart';
import { PALETTE, type Theme } from './theme';

const ROW = 34;
const MOST_ROWS = 12;
const NARROW = 400;
const MOMENT = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });

interface Bar {
  name: string;
  count: number;
  colour: string;
}

/** Bars of counts with their shares, one under the other; what does not fit is summed up in one last bar. */
export function distribution(title: string, unit: string, counts: DimensionCount[], wordOf: (dimension: string) => string, colours?: Record<string, string>): ChartContent {
  const total = counts.reduce((sum, entry) => sum + entry.count, 0);
  const sorted = colours ? counts : [...counts].sort((a, b) => b.count - a.count);
  const all = sorted.map(entry => ({ name: wordOf(entry.dimension), count: entry.count, colour: colours?.[entry.dimension] ?? PALETTE[0]! }));
  const bars = foldTail(all);
  const most = all.reduce<Bar | undefined>((best, bar) => (best && best.count >= bar.count ? best : bar), undefined);
  return {
    title,
    summary: `${title}: ${plural(all.length, 'bar')}, ${most ? `most often ${most.name}, ${count(most.count)} of ${count(total)}` : 'nothing yet'}.`,
    height: Math.max(bars.length, 3) * ROW + 48,
    head: ['', unit, 'Share'],
    rows: all.map(bar => [bar.name, count(bar.count), share(bar.count, total)]),
    draw: (theme, width) => lyingBars(bars, total, unit, theme, width < NARROW),
  };
}

function foldTail(bars: Bar[]): Bar[] {
  if (bars.length <= MOST_ROWS) {
    return bars;
  }
  const tail = bars.slice(MOST_ROWS - 1);
  const sum = tail.reduce((total, bar) => total + bar.count, 0);
  return [...bars.slice(0, MOST_ROWS - 1), { name: `${tail.length} others`, count: sum, colour: PALETTE[7]! }];
}

function lyingBars(bars: Bar[], total: number, unit: string, theme: Theme, narrow: boolean): EChartsCoreOption {
  return {
    grid: { left: 4, right: narrow ? 52 : 96, top: 4, bottom: 30, containLabel: true },
    xAxis: { type: 'value', name: unit, nameLocation: 'middle', nameGap: 26, nameTextStyle: { color: theme.quiet }, minInterval: 1, splitNumber: 3, ...axis(theme) },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(bar => bar.name),
      ...axis(theme),
      axisTick: { show: false },
      axisLabel: { color: theme.text, width: narrow ? 96 : 148, overflow: 'truncate' },
    },
    tooltip: tooltip(theme),
    series: [
      {
        type: 'bar',
        name: unit,
        barMaxWidth: 18,
        data: bars.map(bar => ({ value: bar.count, itemStyle: { color: bar.colour } })),
        label: {
          show: true,
          position: 'right',
          color: theme.text,
          formatter: ({ value }: { value: number }) => (narrow ? count(value) : `${count(value)} · ${share(value, total)}`),
        },
      },
    ],
  };
}

export interface Bucket {
  time: number;
  labeled: number;
  failed: number;
}

/** When the first bucket of a window that ends now begins: buckets begin at whole steps. */
export function firstBucket(days: number, stepMinutes: number, now = Date.now()): number {
  const step = stepMinutes * 60_000;
  return Math.floor((now - days * 86_400_000) / step) * step;
}

/** One bucket for every step of the window, the empty ones included, so that a pause looks like one. */
export function buckets(labeled: MetricSeries, failed: MetricSeries, days: number, now = Date.now()): Bucket[] {
  const step = labeled.stepMinutes * 60_000;
  const first = firstBucket(days, labeled.stepMinutes, now);
  const all: Bucket[] = [];
  for (let time = first; time <= now; time += step) {
    all.push({ time, labeled: 0, failed: 0 });
  }
  const add = (series: MetricSeries, name: 'labeled' | 'failed') => {
    for (const point of series.points) {
      const bucket = all[Math.floor((Date.parse(point.time) - first) / step)];
      if (bucket) {
        bucket[name] += point.sum;
      }
    }
  };
  add(labeled, 'labeled');
  add(failed, 'failed');
  return all;
}

/** Items over time, failed ones on top. */
export function throughput(all: Bucket[], stepMinutes: number): ChartContent {
  const unit = `Items per ${stepWords(stepMinutes)}`;
  const total = all.reduce((sum, bucket) => sum + bucket.labeled, 0);
  const busiest = all.reduce<Bucket | undefined>((best, bucket) => (best && best.labeled >= bucket.labeled ? best : bucket), undefined);
  const long = all.length * stepMinutes > 2 * 1440;
  return {
    title: 'Throughput',
    summary: `${plural(total, 'item')} labeled in the window; the busiest ${stepWords(stepMinutes)} had ${count(busiest?.labeled ?? 0)}.`,
    height: 246,
    head: ['From', 'Labeled, items', 'Failed, items'],
    rows: all
      .filter(bucket => bucket.labeled > 0 || bucket.failed > 0)
      .reverse()
      .map(bucket => [MOMENT.format(bucket.time), count(bucket.labeled), count(bucket.failed)]),
    draw: theme => standingBars(all, unit, long, theme),
  };
}

function standingBars(all: Bucket[], unit: string, long: boolean, theme: Theme): EChartsCoreOption {
  const tick = new Intl.DateTimeFormat(undefined, long ? { month: 'short', day: 'numeric' } : { hour: '2-digit', minute: '2-digit' });
  const series = (name: string, colour: string, value: (bucket: Bucket) => number) => ({
    type: 'bar',
    name,
    stack: 'items',
    barCategoryGap: '15%',
    itemStyle: { color: colour },
    data: all.map(value),
  });
  return {
    grid: { left: 30, right: 16, top: 34, bottom: 4, containLabel: true },
    legend: { top: 0, right: 0, itemWidth: 12, itemHeight: 12, textStyle: { color: theme.text } },
    xAxis: {
      type: 'category',
      data: all.map(bucket => tick.format(bucket.time)),
      ...axis(theme),
      axisTick: { show: false },
      axisLabel: { color: theme.quiet, hideOverlap: true, interval: (index: number) => opensPart(all, index, long ? 24 : 4) },
    },
    yAxis: {
      type: 'value',
      name: unit,
      nameLocation: 'middle',
      nameGap: 42,
      nameTextStyle: { color: theme.quiet },
      minInterval: 1,
      splitNumber: 4,
      ...axis(theme),
    },
    tooltip: { ...tooltip(theme), trigger: 'axis' },
    series: [
      series('Labeled', PALETTE[0]!, bucket => Math.max(0, bucket.labeled - bucket.failed)),
      series('Failed', PALETTE[5]!, bucket => bucket.failed),
    ],
  };
}

/** True for the first bucket of a part of the day, in hours of local time. */
function opensPart(all: Bucket[], index: number, hours: number): boolean {
  const part = (bucket: Bucket) => {
    const time = new Date(bucket.time);
    return `${time.toDateString()} ${Math.floor(time.getHours() / hours)}`;
  };
  const before = all[index - 1];
  return before !== undefined && part(before) !== part(all[index]!);
}

function stepWords(minutes: number): string {
  if (minutes % 1440 === 0) {
    return minutes === 1440 ? 'day' : `${minutes / 1440} days`;
  }
  if (minutes % 60 === 0) {
    return minutes === 60 ? 'hour' : `${minutes / 60} h`;
  }
  return minutes === 1 ? 'minute' : `${minutes} min`;
}

function axis(theme: Theme) {
  return {
    axisLabel: { color: theme.quiet, hideOverlap: true },
    axisLine: { lineStyle: { color: theme.line } },
    splitLine: { lineStyle: { color: theme.line } },
  };
}

function tooltip(theme: Theme) {
  return {
    confine: true,
    transitionDuration: 0,
    backgroundColor: theme.surface,
    borderColor: theme.line,
    textStyle: { color: theme.text, fontSize: 12 },
    valueFormatter: (value: unknown) => excerpt(typeof value === 'number' ? count(value) : String(value)),
  };
}
