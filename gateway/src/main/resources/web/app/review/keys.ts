import { html, type TemplateResult } from 'lit';
import type { TaskKind } from '../api/messages';

export type Key =
  | { kind: 'digit'; digit: number }
  | { kind: 'move'; by: 'point' | 'word' | 'all'; direction: 1 | -1; select: boolean }
  | { kind: 'span'; direction: 1 | -1 }
  | { kind: 'scroll'; direction: 1 | -1 }
  | { kind: 'accept' | 'skip' | 'undo' | 'escalate' | 'help' | 'filter' | 'close' | 'none' | 'remove' | 'relation' | 'opinion' };

const LETTERS: Record<string, Key> = {
  Enter: { kind: 'accept' },
  s: { kind: 'skip' },
  u: { kind: 'undo' },
  e: { kind: 'escalate' },
  o: { kind: 'opinion' },
  n: { kind: 'none' },
  '0': { kind: 'none' },
  r: { kind: 'relation' },
  Backspace: { kind: 'remove' },
  Delete: { kind: 'remove' },
  '?': { kind: 'help' },
  '/': { kind: 'filter' },
  Escape: { kind: 'close' },
};

const MOVES: Record<string, { by: 'point' | 'all'; direction: 1 | -1 }> = {
  ArrowRight: { by: 'point', direction: 1 },
  ArrowLeft: { by: 'point', direction: -1 },
  Home: { by: 'all', direction: -1 },
  End: { by: 'all', direction: 1 },
};

/** What a key asks for; undefined where it belongs to a field, a button or the browser. */
export function keyOf(event: KeyboardEvent, spans: boolean): Key | undefined {
  const target = event.target as HTMLElement;
  const typing = target.closest('input, select, textarea') !== null;
  const pressing = (event.key === 'Enter' || event.key === ' ') && target.closest('button, a, summary') !== null;
  if (event.defaultPrevented || typing || pressing) {
    return undefined;
  }
  const moving = spans ? moveOf(event, target) : undefined;
  const scrolling = scrollOf(event);
  if (scrolling) {
    return scrolling;
  }
  if (moving || event.repeat || event.ctrlKey || event.metaKey || event.altKey) {
    return moving;
  }
  const key = printed(event);
  if (/^[1-9]$/.test(key)) {
    return { kind: 'digit', digit: Number(key) };
  }
  return LETTERS[key.length === 1 ? key.toLowerCase() : key];
}

/** The key as a Latin keyboard has it printed: other layouts have other letters there, or digits behind Shift. */
function printed({ key, code, shiftKey }: KeyboardEvent): string {
  const digit = shiftKey ? undefined : /^Digit(\d)$/.exec(code);
  const letter = /^[^\0-\x7f]$/u.test(key) ? /^Key([A-Z])$/.exec(code) : undefined;
  return (digit ?? letter)?.[1] ?? key;
}

/** A long text turns by the page, as a page of the browser does. */
function scrollOf({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): Key | undefined {
  if (ctrlKey || metaKey || altKey || !['PageDown', 'PageUp', ' '].includes(key)) {
    return undefined;
  }
  return { kind: 'scroll', direction: key === 'PageUp' || (key === ' ' && shiftKey) ? -1 : 1 };
}

/** Moves of the caret, and Tab from span to span while the item has the focus. */
function moveOf(event: KeyboardEvent, target: HTMLElement): Key | undefined {
  const onItem = target === document.body || target.matches('.item, .text');
  if (event.key === 'Tab' && onItem && !event.ctrlKey && !event.altKey) {
    return { kind: 'span', direction: event.shiftKey ? -1 : 1 };
  }
  const move = MOVES[event.key];
  // Without Shift, Alt and an arrow is the browser's own way back.
  if (!move || event.metaKey || (event.altKey && !event.shiftKey)) {
    return undefined;
  }
  return { kind: 'move', direction: move.direction, by: event.ctrlKey || event.altKey ? 'word' : move.by, select: event.shiftKey };
}

type Rows = [string, string][];

const FIRST: Record<string, Rows> = {
  MULTI_LABEL: [
    ['1 – 9', 'choose the label with that digit, or take it off'],
    ['Enter', 'save the chosen labels'],
    ['0 N', 'none of the labels'],
  ],
  ENTITIES: [
    ['← →', 'move the caret; with Ctrl by word'],
    ['Shift', 'with an arrow: select; with Ctrl or Alt by word'],
    ['1 – 9', 'label what is selected, or the current span anew'],
    ['Tab', 'to the next span; with Shift to the one before'],
    ['⌫', 'remove the current span'],
    ['Enter', 'save the spans, or that there are none'],
  ],
};
const RELATION_ROWS: Rows = [
  ['R', 'begin a relation at the current span; then Tab to its target and a digit'],
  ['⌫', 'on a relation below the text: remove it'],
];
const CLASSIFICATION_ROWS: Rows = [
  ['1 – 9', 'choose the label with that digit'],
  ['Enter', 'accept the suggestion'],
];
const LAST: Rows = [
  ['Space', 'turn a long text by the page; with Shift back'],
  ['Esc', 'let go of what is selected, and back to the text'],
  ['S', 'skip; the item comes back later'],
  ['U', 'take back what you did last, up to ten times'],
  ['E', 'send to an expert'],
  ['O', 'where reviewers disagree: take over the next opinion'],
  ['/', 'filter the labels, where there are more than nine'],
  ['?', 'show or hide these keys'],
];

function rowsOf(kind: TaskKind): Rows {
  if (kind === 'RELATIONS') {
    return [...FIRST.ENTITIES!, ...RELATION_ROWS, ...LAST];
  }
  return [...(FIRST[kind] ?? CLASSIFICATION_ROWS), ...LAST];
}

export function keyTable(kind: TaskKind): TemplateResult {
  return html`<section class="panel keys" id="keys" aria-label="Keys">
    <h2>Keys</h2>
    <dl>${rowsOf(kind).map(([key, words]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${words}</dd></div>`)}</dl>
  </section>`;
}
