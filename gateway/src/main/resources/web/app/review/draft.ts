import type { AnnotationValue, ReviewTask, Span } from '../api/messages';
import { Points } from './points';

/** A relation while it is made: it holds on to its spans whatever their places. */
export interface Link {
  from: Span;
  to: Span;
  label: string;
}

export function isStructured(task: ReviewTask): boolean {
  return task.kind === 'MULTI_LABEL' || hasSpans(task);
}

export function hasSpans(task: ReviewTask): boolean {
  return task.kind === 'ENTITIES' || task.kind === 'RELATIONS';
}

/** The answer to an item of a structured kind while it is being made, with the caret and what is selected. */
export class Draft {
  readonly points: Points;
  labels: string[] = [];
  spans: Span[] = [];
  links: Link[] = [];
  /** The span that keys are about. */
  current?: Span;
  /** Where the relation being made begins. */
  origin?: Span;
  /** Where the selection began and where it is now, in code points; equal: nothing is selected. */
  anchor = 0;
  caret = 0;
  private opinion = -1;
  private readonly untouched: string;

  constructor(
    readonly task: ReviewTask,
  ) {
    this.points = new Points(task.text);
    this.take(task.suggestedValue);
    this.untouched = JSON.stringify(this.value());
  }

  /** It is no longer what was suggested. */
  get touched(): boolean {
    return JSON.stringify(this.value()) !== this.untouched;
  }

  get selection(): { start: number; end: number } | undefined {
    return this.anchor === this.caret ? undefined : { start: Math.min(this.anchor, this.caret), end: Math.max(this.anchor, this.caret) };
  }

  get empty(): boolean {
    return this.labels.length === 0 && this.spans.length === 0;
  }

  value(): AnnotationValue {
    const place = (span: Span) => this.spans.indexOf(span);
    return {
      labels: this.task.labels.map(label => label.name).filter(name => this.labels.includes(name)),
      spans: this.spans,
      relations: this.links.map(({ from, to, label }) => ({ fromSpan: place(from), toSpan: place(to), label })),
    };
  }

  toggle(label: string): string {
    const there = this.labels.includes(label);
    this.labels = there ? this.labels.filter(other => other !== label) : [...this.labels, label];
    return there ? `${label} taken off.` : `${label} chosen.`;
  }

  /** What of the selection a label would be put on. */
  get labelable(): { start: number; end: number } | undefined {
    return this.selection && this.points.trimmed(this.selection);
  }

  /** Labels what is selected, without the white space around it, else the current span anew; undefined where there is neither. */
  mark(label: string): string | undefined {
    const { selection } = this;
    const place = selection ? this.labelable : this.current;
    if (!place) {
      return undefined;
    }
    const text = this.points.slice(place.start, place.end);
    const same = this.spans.find(span => span.start === place.start && span.end === place.end && span.label === label);
    const span = same ?? { start: place.start, end: place.end, label, text };
    if (!same && selection) {
      this.spans = [...this.spans, span];
    } else if (!same) {
      this.replace(this.current!, span);
    }
    this.spans.sort((a, b) => a.start - b.start || a.end - b.end);
    this.current = span;
    this.caret = this.anchor = span.end;
    return `${label}: ${text}`;
  }

  /** Begins a relation at the current span. */
  begin(): string | undefined {
    this.origin = this.current;
    return this.origin && `Relation from ${this.origin.text}. Go to its target with Tab, then press a digit.`;
  }

  /** Ends the relation at the current span. */
  join(label: string): string | undefined {
    const { origin: from, current: to } = this;
    if (!from || !to || from === to) {
      return undefined;
    }
    if (!this.links.some(link => link.from === from && link.to === to && link.label === label)) {
      this.links = [...this.links, { from, to, label }];
    }
    this.origin = undefined;
    return `${from.text}, ${label}, ${to.text}.`;
  }

  /** To the next span or the one before; undefined beyond the last and the first, where the page's own order goes on. */
  go(direction: 1 | -1): string | undefined {
    const from = this.current ? this.spans.indexOf(this.current) : direction > 0 ? this.firstAtCaret() : this.spans.length;
    this.current = this.spans[from + (this.current || direction < 0 ? direction : 0)];
    if (this.current) {
      this.caret = this.anchor = this.current.end;
    }
    return this.current && `${this.current.label}: ${this.current.text}`;
  }

  /** Takes the current span away, and the relations from and to it. */
  remove(): string | undefined {
    const gone = this.current;
    if (!gone) {
      return undefined;
    }
    const place = this.spans.indexOf(gone);
    this.spans = this.spans.filter(span => span !== gone);
    this.links = this.links.filter(link => link.from !== gone && link.to !== gone);
    this.origin = this.origin === gone ? undefined : this.origin;
    this.current = this.spans[Math.min(place, this.spans.length - 1)];
    return `Removed ${gone.label}: ${gone.text}`;
  }

  unlink(link: Link): string {
    this.links = this.links.filter(other => other !== link);
    return `Removed ${link.from.text}, ${link.label}, ${link.to.text}.`;
  }

  move(by: 'point' | 'word' | 'all', direction: 1 | -1, select: boolean): string {
    const { points } = this;
    const ends = direction > 0 ? points.length : 0;
    const to = by === 'all' ? ends : by === 'word' ? points.word(this.caret, direction) : points.step(this.caret, direction);
    this.select(select ? this.anchor : to, to);
    return this.selection ? `Selected ${points.slice(this.selection.start, this.selection.end)}` : '';
  }

  select(anchor: number, caret: number): void {
    this.anchor = anchor;
    this.caret = caret;
    this.current = anchor === caret ? this.spans.findLast(span => span.start <= caret && caret < span.end) : undefined;
  }

  /** Nothing is selected or begun any more; false if nothing was. */
  relax(): boolean {
    const busy = this.origin !== undefined || this.selection !== undefined;
    this.origin = undefined;
    this.anchor = this.caret;
    return busy;
  }

  /** Takes over what some of the disagreeing reviewers decided, one opinion after the other. */
  nextOpinion(): string | undefined {
    const { opinions } = this.task;
    this.opinion = (this.opinion + 1) % Math.max(1, opinions.length);
    const next = opinions[this.opinion];
    return next && this.takeOpinion(this.opinion);
  }

  takeOpinion(index: number): string {
    this.opinion = index;
    this.take(this.task.opinions[index]?.value);
    return `Took over opinion ${index + 1}.`;
  }

  get shownOpinion(): number {
    return this.opinion;
  }

  private take(value?: AnnotationValue): void {
    this.labels = [...(value?.labels ?? [])];
    this.spans = (value?.spans ?? []).map(span => ({ ...span }));
    this.links = (value?.relations ?? []).map(relation => ({
      from: this.spans[relation.fromSpan]!,
      to: this.spans[relation.toSpan]!,
      label: relation.label,
    }));
    this.current = this.origin = undefined;
  }

  private replace(old: Span, span: Span): void {
    const now = (other: Span) => (other === old ? span : other);
    this.spans = this.spans.map(now);
    this.links = this.links.map(link => ({ ...link, from: now(link.from), to: now(link.to) }));
    this.origin = this.origin && now(this.origin);
  }

  private firstAtCaret(): number {
    const found = this.spans.findIndex(span => span.start >= this.caret);
    return found < 0 ? 0 : found;
  }
}
