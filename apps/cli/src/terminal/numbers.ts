/** 21348 as 21,348. */
export const grouped = (n: number): string => n.toLocaleString('en-US', { maximumFractionDigits: 0 });

/** 1536 as 1.5 KiB. */
export function bytes(n: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  const power = Math.min(Math.floor(Math.log2(Math.max(n, 1)) / 10), units.length - 1);
  return `${power === 0 ? n : (n / 1024 ** power).toFixed(1)} ${units[power] ?? 'B'}`;
}

/** 75 as 1m15s, 4.26 as 4.3s. */
export function seconds(n: number): string {
  if (n < 10) return `${n.toFixed(1)}s`;
  const whole = Math.round(n);
  return whole < 60 ? `${whole}s` : `${Math.floor(whole / 60)}m${String(whole % 60).padStart(2, '0')}s`;
}
