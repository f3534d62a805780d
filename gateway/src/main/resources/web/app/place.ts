export type PageName = 'overview' | 'runs' | 'run' | 'review' | 'missing';

/** Where the browser is: the page, the run it is about, and the parameters of the address. */
export interface Place {
  page: PageName;
  runId: string;
  query: URLSearchParams;
}

const moves = new EventTarget();
/** Parameters that go along from page to page. */
const SHARED = ['project', 'days'];

export const WINDOWS = [
  { days: 1, words: 'Last 24 hours' },
  { days: 7, words: 'Last 7 days' },
  { days: 30, words: 'Last 30 days' },
];

export function here(): Place {
  const { pathname, search } = window.location;
  const query = new URLSearchParams(search);
  const path = pathname.replace(/\/+$/, '') || '/';
  const run = /^\/runs\/([0-9A-Za-z-]+)$/.exec(path);
  const pages: Record<string, PageName> = { '/': 'overview', '/runs': 'runs', '/review': 'review' };
  return { page: run ? 'run' : (pages[path] ?? 'missing'), runId: run?.[1] ?? '', query };
}

export function projectOf(place: Place): string {
  return place.query.get('project') ?? '';
}

/** The time window of the address in days; 7 where it says none that can be chosen. */
export function daysOf(place: Place): number {
  const days = Number(place.query.get('days') ?? 7);
  return WINDOWS.some(choice => choice.days === days) ? days : 7;
}

/** The address of a page that keeps project and window. */
export function linkTo(path: string, extra: Record<string, string> = {}): string {
  const now = new URLSearchParams(window.location.search);
  const query = new URLSearchParams(extra);
  for (const name of SHARED) {
    const value = now.get(name);
    if (value && !query.has(name)) {
      query.set(name, value);
    }
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Changes parameters of the address in place; an empty value removes one. */
export function choose(parameters: Record<string, string>): void {
  const query = new URLSearchParams(window.location.search);
  for (const [name, value] of Object.entries(parameters)) {
    if (value) {
      query.set(name, value);
    } else {
      query.delete(name);
    }
  }
  go(window.location.pathname + (query.size > 0 ? `?${query}` : ''));
}

export function go(address: string): void {
  window.history.pushState(null, '', address);
  moves.dispatchEvent(new Event('move'));
}

/** Calls the listener at every move, including the browser's back and forward; makes links move without a reload. */
export function onMove(listener: () => void): void {
  moves.addEventListener('move', listener);
  window.addEventListener('popstate', listener);
  document.addEventListener('click', event => {
    const link = (event.target as Element | null)?.closest?.('a[href]') as HTMLAnchorElement | null;
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const ours = link?.origin === window.location.origin && !link.hasAttribute('download') && !link.target && !link.pathname.startsWith('/api/');
    if (link && plain && ours && !event.defaultPrevented) {
      event.preventDefault();
      if (link.hash && link.pathname === window.location.pathname) {
        document.querySelector<HTMLElement>(link.hash)?.focus();
      } else {
        go(link.pathname + link.search);
      }
    }
  });
}
