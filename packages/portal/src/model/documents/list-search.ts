/** Address parameters of a list of documents: the text to search in names, and the page from 1. */
export interface ListSearch {
  readonly q?: string;
  readonly page?: string;
}

/** The last page an address can ask for; a larger number is a typing error. */
export const MAX_PAGE = 100_000;

/** Reads the parameters of a list; invalid parameters are ignored. */
export function parseListSearch(search: Readonly<Record<string, unknown>>): ListSearch {
  const text = String(search.q ?? "").trim();
  const page = Number(search.page ?? 1);
  const known = Number.isInteger(page) && page > 1 && page <= MAX_PAGE;
  return { ...(text ? { q: text } : {}), ...(known ? { page: String(page) } : {}) };
}

/** The page a list shows, from 1. */
export function pageOf(search: ListSearch): number {
  return Number(search.page ?? 1);
}
