import { html, nothing, type TemplateResult } from 'lit';
import type { Span } from '../api/messages';
import type { Draft } from './draft';

const HUES = 8;

/** The place of the label in its schema picks its hue; the word always stands beside. */
export function hueOf(draft: Draft, label: string): number {
  return (draft.task.labels.findIndex(known => known.name === label) % HUES) + 1;
}

/**
 * The text with its spans as underlined runs, the selection and the caret. What the element's text says is exactly the item's
 * text: label names are drawn by the style sheet.
 */
export function marked(draft: Draft): TemplateResult {
  const { points, spans, selection, caret } = draft;
  const cuts = new Set([0, points.length, caret, ...spans.flatMap(span => [span.start, span.end])]);
  if (selection) {
    cuts.add(selection.start).add(selection.end);
  }
  const places = [...cuts].sort((a, b) => a - b);
  const runs = places.slice(0, -1).map((start, index) => run(draft, start, places[index + 1]!));
  return html`${runs}${caret === points.length ? caretMark() : nothing}`;
}

function caretMark(): TemplateResult {
  return html`<span class="caret"></span>`;
}

function run(draft: Draft, start: number, end: number): TemplateResult {
  const { selection } = draft;
  const picked = selection !== undefined && selection.start <= start && end <= selection.end;
  const within = draft.spans.filter(span => span.start <= start && end <= span.end).sort((a, b) => a.end - a.start - (b.end - b.start));
  let content: TemplateResult = html`${picked ? html`<span class="picked">${draft.points.slice(start, end)}</span>` : draft.points.slice(start, end)}`;
  within.forEach((span, level) => (content = layer(draft, span, level, end, content)));
  return html`${draft.caret === start ? caretMark() : nothing}${content}`;
}

/** One more span around a run; a span that ends here shows its label. */
function layer(draft: Draft, span: Span, level: number, end: number, content: TemplateResult): TemplateResult {
  const state = `${span === draft.current ? 'current' : ''} ${span === draft.origin ? 'origin' : ''}`;
  const classes = `mark hue-${hueOf(draft, span.label)} level-${Math.min(level, 3)} ${state}`;
  return span.end === end
    ? html`<span class="${classes} last" data-span=${draft.spans.indexOf(span)} data-label=${span.label}>${content}</span>`
    : html`<span class=${classes} data-span=${draft.spans.indexOf(span)}>${content}</span>`;
}

/** What the mouse has selected in the element, as code points of its text, up to its ends where it went beyond; undefined if it is elsewhere. */
export function selectedIn(element: Element, draft: Draft): { anchor: number; caret: number } | undefined {
  const selection = document.getSelection();
  const { anchorNode, focusNode } = selection ?? {};
  if (!selection || !anchorNode || !focusNode || !element.contains(anchorNode)) {
    return undefined;
  }
  const at = (node: Node, offset: number) => {
    if (!element.contains(node)) {
      return element.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING ? draft.points.length : 0;
    }
    const before = document.createRange();
    before.selectNodeContents(element);
    before.setEnd(node, offset);
    return draft.points.fromUnits(before.toString().length);
  };
  return { anchor: at(anchorNode, selection.anchorOffset), caret: at(focusNode, selection.focusOffset) };
}
