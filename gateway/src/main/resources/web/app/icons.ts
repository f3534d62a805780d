import { svg, html, type TemplateResult } from 'lit';

const PATHS = {
  overview: svg`<path d="M4 13h6V4H4zM14 20h6v-9h-6zM4 20h6v-4H4zM14 8h6V4h-6z"/>`,
  runs: svg`<path d="M5 5v14l7-5V19l8-7-8-7v5z"/>`,
  review: svg`<path d="M4 5h16v11H10l-4 4v-4H4zM8.5 10.5l2.2 2.2 4.3-4.3"/>`,
  running: svg`<path d="M7 5v14l12-7z"/>`,
  preparing: svg`<path d="M12 4a8 8 0 1 1-7.5 5.2M4 4v5h5"/>`,
  paused: svg`<path d="M8 5v14M16 5v14"/>`,
  done: svg`<path d="M5 12.5l4.5 4.5L19 7.5"/>`,
  cancelled: svg`<path d="M6 12h12"/><circle cx="12" cy="12" r="9"/>`,
  critical: svg`<path d="M12 3l9.5 17h-19zM12 9.5v5M12 17.2v.3"/>`,
  warning: svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v6M12 16.2v.3"/>`,
  info: svg`<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.5v.3"/>`,
  down: svg`<path d="M12 4v12M6.5 11l5.5 5.5L17.5 11M5 20h14"/>`,
  back: svg`<path d="M19 12H5M11 6l-6 6 6 6"/>`,
};

export type IconName = keyof typeof PATHS;

/** A drawing beside a word; never the only carrier of a meaning. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${PATHS[name]}</svg>`;
}
