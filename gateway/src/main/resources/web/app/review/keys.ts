import { html, type TemplateResult } from 'lit';

export type Key = { kind: 'digit'; digit: number } | { kind: 'accept' | 'skip' | 'undo' | 'escalate' | 'help' | 'filter' | 'close' };

const LETTERS: Record<string, Key> = {
  Enter: { kind: 'accept' },
  s: { kind: 'skip' },
  u: { kind: 'undo' },
  e: { kind: 'escalate' },
  '?': { kind: 'help' },
  '/': { kind: 'filter' },
  Escape: { kind: 'close' },
};

/** What a key asks for; undefined where it belongs to a field, a button or the browser. */
export function keyOf(event: KeyboardEvent): Key | undefined {
  const target = event.target as HTMLElement;
  const typing = target.closest('input, select, textarea') !== null;
  const pressing = event.key === 'Enter' && target.closest('button, a, summary') !== null;
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing || pressing) {
    return undefined;
  }
  if (/^[1-9]$/.test(event.key)) {
    return { kind: 'digit', digit: Number(event.key) };
  }
  return LETTERS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
}

const ROWS: [string, string][] = [
  ['1 – 9', 'choose the label with that digit'],
  ['Enter', 'accept the suggestion'],
  ['S', 'skip; the item comes back later'],
  ['U', 'take the last decision back, up to ten'],
  ['E', 'send to an expert'],
  ['/', 'filter the labels, where there are more than nine'],
  ['?', 'show or hide these keys'],
];

export function keyTable(): TemplateResult {
  return html`<section class="panel keys" id="keys" aria-label="Keys">
    <h2>Keys</h2>
    <dl>${ROWS.map(([key, words]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${words}</dd></div>`)}</dl>
  </section>`;
}
