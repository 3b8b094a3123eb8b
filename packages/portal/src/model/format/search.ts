/** Parses the part of an address after `?` (with or without it); a repeated name keeps its last value. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

/**
 * Formats parameters as `?name=value&…`, or "" when there are none. Values that are not text are
 * written as text; undefined, null and "" are left out. Commas and colons stay readable: the
 * query part of an address allows them (RFC 3986, section 3.4).
 */
export function formatSearch(parameters: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(parameters)
    .filter(([, value]) => value !== undefined && value !== null && value !== "")
    .map(([name, value]) => [name, String(value)]);
  if (pairs.length === 0) return "";
  const text = new URLSearchParams(pairs).toString();
  return `?${text.replaceAll("%2C", ",").replaceAll("%3A", ":")}`;
}
