import { invalid } from "./refusal.ts";

/** A page of a list: how many items to skip, and how many to return at most. */
export interface Page {
  readonly skip: number;
  readonly take: number;
}

/** Items of a page by default (API reference, section 2). */
const TAKE_DEFAULT = 30;
/** Items of a page at most; `Page.Next` leads to the others. */
export const TAKE_MAX = 10_000;

/** Reads `skip` and `take`, which is limited to `TAKE_MAX`; fails with 400 unless they are whole numbers from 0. */
export function readPage(query: ReadonlyMap<string, string>, takeDefault = TAKE_DEFAULT): Page {
  return {
    skip: wholeNumber("skip", query.get("skip"), 0),
    take: Math.min(wholeNumber("take", query.get("take"), takeDefault), TAKE_MAX),
  };
}

/** A whole number from 0 in a query; `fallback` when it is missing or empty. Fails with 400. */
export function wholeNumber(name: string, given: string | undefined, fallback: number): number {
  if (given === undefined || given === "") return fallback;
  const value = Number(given);
  if (/^\d+$/.test(given) && Number.isSafeInteger(value)) return value;
  throw invalid(`${name} must be a whole number from 0, not '${given.slice(0, 50)}'.`);
}

/** A list of items with the links that page through it. API reference, section 2. */
export interface Collection<Item> {
  readonly ItemType: string;
  readonly TotalResults: number;
  readonly ItemsPerPage: number;
  readonly NumberOfPages: number;
  readonly LastPageNumber: number;
  readonly Items: readonly Item[];
  readonly Links: Readonly<Record<string, string>>;
}

/** The parts of the address of a collection. */
export interface CollectionAddress {
  /** `/api/Spaces-1/projects`. */
  readonly path: string;
  /** The parameters of the request, without skip, take and the API key. */
  readonly parameters: readonly (readonly [string, string])[];
  /** The parameters that the collection accepts, for the template link. */
  readonly template: readonly string[];
}

/** Each link has its own page, and no link a secret. */
const NOT_IN_LINKS: ReadonlySet<string> = new Set(["skip", "take", "apikey"]);

/** The address of the collection that is requested; it accepts the parameters of `template`. */
export function collectionAddress(
  { path, query }: { readonly path: string; readonly query: ReadonlyMap<string, string> },
  template: readonly string[],
): CollectionAddress {
  const parameters = [...query].filter(([name]) => !NOT_IN_LINKS.has(name));
  return { path, parameters, template };
}

/** A collection without its items, which are sent separately. */
export type CollectionFrame = Omit<Collection<never>, "Items">;

/** The envelope of a page. `Page.Next` is missing on the last page, where clients stop. */
export function collectionOf<Item>(
  itemType: string,
  items: readonly Item[],
  total: number,
  page: Page,
  address: CollectionAddress,
): Collection<Item> {
  const { Links, ...frame } = collectionFrame(itemType, items.length, total, page, address);
  return { ...frame, Items: items, Links };
}

/** The same without the items, of which the page has `count`. */
export function collectionFrame(
  itemType: string,
  count: number,
  total: number,
  page: Page,
  address: CollectionAddress,
): CollectionFrame {
  const size = Math.max(page.take, 1);
  const pages = Math.max(1, Math.ceil(total / size));
  const at = (skip: number) => addressAt(address, skip, page.take);
  const links: Record<string, string> = {
    Self: at(page.skip),
    Template: `${address.path}{?${address.template.join(",")}}`,
    "Page.All": at(0),
    "Page.Current": at(page.skip),
    "Page.Last": at((pages - 1) * size),
  };
  if (page.take > 0 && page.skip + count < total && count > 0) {
    links["Page.Next"] = at(page.skip + size);
  }
  if (page.skip > 0) links["Page.Previous"] = at(Math.max(0, page.skip - size));
  return {
    ItemType: itemType,
    TotalResults: total,
    ItemsPerPage: page.take,
    NumberOfPages: pages,
    LastPageNumber: pages - 1,
    Links: links,
  };
}

function addressAt(address: CollectionAddress, skip: number, take: number): string {
  const parameters = [["skip", skip] as const, ...address.parameters, ["take", take] as const];
  const query = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${address.path}?${query.join("&")}`;
}
