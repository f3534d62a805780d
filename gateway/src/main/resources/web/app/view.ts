import { LitElement } from 'lit';

/** A part of the page that renders into the document itself, so that one stylesheet and one set of ids serve all parts. */
export class View extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}

/** True if one of the properties has another value than in an earlier rendering; the first rendering changes nothing. */
export function hasMoved(changed: Map<PropertyKey, unknown>, ...names: string[]): boolean {
  return names.some(name => changed.has(name) && changed.get(name) !== undefined);
}
