/** Rows as columns of a table; numbers are set to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const isNumber = head.map((_, column) => rows.every((row) => /^[\d,.%]*$/.test(row[column] ?? '')));
  const format = (row: readonly string[]): string =>
    widths
      .map((width, column) =>
        isNumber[column] === true ? (row[column] ?? '').padStart(width) : (row[column] ?? '').padEnd(width),
      )
      .join('  ')
      .trimEnd();
  return [head, ...rows].map((row) => `${format(row)}\n`).join('');
}
