const WORD = /[\p{L}\p{M}\p{N}_]/u;

/** A text as Unicode code points, with the places where a reader's characters and words begin and end. */
export class Points {
  readonly chars: string[];
  private readonly stops: number[];

  constructor(readonly text: string) {
    this.chars = [...text];
    let at = 0;
    const shown = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text);
    this.stops = [0, ...Array.from(shown, ({ segment }) => (at += [...segment].length))];
  }

  get length(): number {
    return this.chars.length;
  }

  slice(start: number, end: number): string {
    return this.chars.slice(start, end).join('');
  }

  /** The part without white space at its ends; undefined if nothing else is in it. */
  trimmed({ start, end }: { start: number; end: number }): { start: number; end: number } | undefined {
    const text = this.slice(start, end);
    const from = start + [...text].length - [...text.trimStart()].length;
    return text.trim() === '' ? undefined : { start: from, end: from + [...text.trim()].length };
  }

  /** The code point at which so many UTF-16 units, as the browser counts, have passed. */
  fromUnits(units: number): number {
    return [...this.text.slice(0, units)].length;
  }

  /** One character, as a reader sees it, to the right (1) or left (-1). */
  step(from: number, direction: 1 | -1): number {
    return direction > 0 ? (this.stops.find(stop => stop > from) ?? this.length) : (this.stops.findLast(stop => stop < from) ?? 0);
  }

  /** To the end of this or the next word, or back to the beginning of this or the one before. */
  word(from: number, direction: 1 | -1): number {
    let at = from;
    const ahead = () => this.chars[direction > 0 ? at : at - 1];
    const inside = (char: string | undefined) => char !== undefined && WORD.test(char);
    while (ahead() !== undefined && !inside(ahead())) {
      at += direction;
    }
    while (inside(ahead())) {
      at += direction;
    }
    return at;
  }
}
