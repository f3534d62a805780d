import type { Me } from './messages';

/** What the gateway said no with, or that it said nothing (status 0). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly retryAfterSeconds: number = 0,
  ) {
    super(detail || title);
  }
}

export type Query = Record<string, string | number | boolean | undefined>;

const BASE = '/api/v1';
/** Browsers refuse bodies above 64 KiB that are to outlive the page, all that are under way together. */
const KEPT_ALIVE = 48_000;
let csrfToken = '';
const signedOut = new EventTarget();

/** Calls the listener whenever the gateway no longer knows this browser. */
export function onSignedOut(listener: () => void): void {
  signedOut.addEventListener('signed-out', listener);
}

/** The address of a resource, with the parameters that are set. */
export function address(path: string, query: Query = {}): string {
  const set = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(set.map(([key, value]) => [key, String(value)]));
  return BASE + path + (search.size > 0 ? `?${search}` : '');
}

/** The signed-in caller; remembers the token that changes need. */
export async function signIn(): Promise<Me> {
  const me = await get<Me>('/me');
  csrfToken = me.csrfToken;
  return me;
}

/** Reads a resource. */
export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return send<T>(address(path, query), { signal });
}

/** Makes a change. Unless it is large, it is sent to its end even when the page is left meanwhile. */
export function post<T>(path: string, body: unknown = {}): Promise<T> {
  return change<T>(address(path), { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}

/** Begins work that is asked for by parameters alone. */
export function begin<T>(path: string, query: Query): Promise<T> {
  return change<T>(address(path, query), {});
}

/** Rows of a csv file that the gateway hands out, by column. */
export async function rows(path: string): Promise<Record<string, string>[]> {
  const response = await answer(address(path), { headers: { Accept: 'text/csv' } });
  const [header = [], ...records] = parsed(await response.text());
  return records.map(record => Object.fromEntries(header.map((name, column) => [name, record[column] ?? ''])));
}

async function change<T>(url: string, init: { headers?: Record<string, string>; body?: string }): Promise<T> {
  const keepalive = new TextEncoder().encode(init.body ?? '').length < KEPT_ALIVE;
  const once = () => send<T>(url, { ...init, method: 'POST', keepalive, headers: { ...init.headers, 'X-CSRF-Token': csrfToken } });
  try {
    return await once();
  } catch (problem) {
    // A session that was renewed in another tab has another token.
    const before = csrfToken;
    if (problem instanceof Problem && problem.status === 403 && (await signIn()).csrfToken !== before) {
      return once();
    }
    throw problem;
  }
}

async function send<T>(url: string, init: RequestInit): Promise<T> {
  return (await (await answer(url, init)).json()) as T;
}

async function answer(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, {
      ...init,
      credentials: 'same-origin',
      headers: { Accept: 'application/json', ...init.headers },
    });
  } catch (failure) {
    if (init.signal?.aborted) {
      throw failure;
    }
    throw new Problem(0, 'UNREACHABLE', 'The gateway does not answer', 'Check that AutoLabeler is running: ./autolabeler status');
  }
  if (response.ok) {
    return response;
  }
  const problem = await problemOf(response);
  if (problem.status === 401) {
    signedOut.dispatchEvent(new Event('signed-out'));
  }
  throw problem;
}

async function problemOf(response: Response): Promise<Problem> {
  const retryAfter = Number(response.headers.get('Retry-After') ?? 0) || 0;
  const body = await response.json().catch(() => ({}));
  const fields: { field: string; message: string }[] = body.errors ?? [];
  const detail = [body.detail, ...fields.map(error => `${error.field}: ${error.message}`)].filter(Boolean);
  return new Problem(
    response.status,
    body.code ?? 'UNKNOWN',
    body.title ?? `The gateway answered with status ${response.status}`,
    [...new Set(detail)].join(' '),
    retryAfter,
  );
}

/** Records of a csv text; a quoted field may hold commas, line ends and doubled quotes. */
function parsed(csv: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    const field = quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"');
    if (end === '' && record.length === 0 && field === '') {
      break;
    }
    record.push(field);
    if (end !== ',') {
      records.push(record);
      record = [];
    }
  }
  return records;
}
