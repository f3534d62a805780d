const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const dollars = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  minimumSignificantDigits: 4,
  maximumSignificantDigits: 4,
});

export function count(value: number): string {
  return whole.format(value);
}

/** Money with four significant digits; nothing is $0. */
export function money(usd: number): string {
  return usd === 0 ? '$0' : dollars.format(usd);
}

export function percent(share: number, digits = 1): string {
  return `${(share * 100).toFixed(digits)} %`;
}

export function share(part: number, total: number): string {
  return total > 0 ? percent(part / total, part === total || part === 0 ? 0 : 1) : '–';
}

/** At most three significant digits: 0.42, 7.9, 118. */
export function rate(value: number): string {
  return value >= 100 ? whole.format(value) : String(Number(value.toPrecision(value >= 10 ? 3 : 2)));
}

export function duration(seconds: number): string {
  const rounded = Math.max(0, Math.round(seconds));
  if (rounded < 60) {
    return `${rounded} s`;
  }
  if (rounded < 3600) {
    return `${Math.floor(rounded / 60)} min ${rounded % 60} s`;
  }
  return `${Math.floor(rounded / 3600)} h ${Math.floor((rounded % 3600) / 60)} min`;
}

export function ago(time: string, now = Date.now()): string {
  const seconds = Math.max(0, (now - Date.parse(time)) / 1000);
  if (seconds < 10) {
    return 'just now';
  }
  if (seconds < 60) {
    return `${Math.floor(seconds)} s ago`;
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)} min ago`;
  }
  if (seconds < 86400) {
    return `${Math.floor(seconds / 3600)} h ago`;
  }
  const days = Math.floor(seconds / 86400);
  return days === 1 ? 'yesterday' : `${days} days ago`;
}

export function absolute(time: string): string {
  return new Date(time).toLocaleString();
}

export function clock(time: number): string {
  return new Date(time).toLocaleTimeString();
}

/** A text short enough for a row or an announcement. */
export function excerpt(text: string, length = 140): string {
  const points = [...text];
  return points.length <= length ? text : `${points.slice(0, length - 1).join('')}…`;
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}
