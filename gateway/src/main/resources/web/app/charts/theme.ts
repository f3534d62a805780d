/** Okabe-Ito, in the one order in which every chart uses it. */
export const PALETTE = ['#0072b2', '#e69f00', '#cc79a7', '#009e73', '#56b4e9', '#d55e00', '#f0e442', '#7f7f7f'];

/** Colours that a chart takes from the page, so that light and dark have one source. */
export interface Theme {
  text: string;
  quiet: string;
  line: string;
  surface: string;
}

export function themeOf(element: Element): Theme {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return { text: read('--text'), quiet: read('--quiet'), line: read('--line'), surface: read('--surface') };
}
