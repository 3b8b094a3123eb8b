/** The first character of a CSV file in UTF-8: without it, Excel reads another encoding. */
export const BYTE_ORDER_MARK = "\u{FEFF}";

/**
 * What spreadsheets take for the start of a formula: these characters, also in their full-width and small
 * forms, and also after spaces, separators, quotes and characters that cannot be seen. A cell that
 * starts with a tab or a line break is one too, because some programs skip these.
 */
const FORMULA =
  /^(?:[\s,;:|"\p{Cc}\p{Cf}\p{Z}]*[=+\-@\u2212\uFF1D\uFF0B\uFF0D\uFF20\uFE62\uFE63\uFE66\uFE6B]|[\t\r\n])/u;

/** A line of a CSV file (RFC 4180) with its line end. Spreadsheets show every cell as text. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(quoted).join(",")}\r\n`;
}

function quoted(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
