import {
  isArray,
  isObject,
  type Json,
  type JsonObject,
  type Place,
  placesAt,
  type ReferenceRule,
  valueAt,
} from "@indelible/trail/pure";
import { DOCUMENT_PREFIXES } from "./document-prefixes.ts";
import type { NamingRule } from "./naming-rule.ts";

/** An id of a document that a body names. */
export interface NamedId {
  /** For messages: `Endpoint.AccountId`. */
  readonly field: string;
  /**
   * Where it is, by the identity of items instead of their positions; the same for all ids of a
   * list. An id that stays at its place is not named again.
   */
  readonly place: string;
  readonly id: string;
  /** Prefixes of the types that it may name. */
  readonly to: readonly string[];
  /**
   * Whether it is a reference of the schema, one that delegates permissions, at a place of a naming
   * rule, or in free text.
   */
  readonly by: "reference" | "delegation" | "rule" | "text";
}

/** The rules by which a type of document names others. */
export interface NamingRules {
  readonly references: readonly ReferenceRule[];
  readonly naming: readonly NamingRule[];
  /** Patterns of the references that delegate permissions. */
  readonly delegating: readonly string[];
}

/**
 * All ids that a body names: its references, those at the places of the naming rules, and those in
 * free text and free JSON, such as properties of steps: the values of members whose names end in
 * `Id` or `Ids`, if they have the form of an id of a known type, and every text that is the id of
 * an account, a certificate or a feed.
 */
export function namedIds(
  { references, naming, delegating }: NamingRules,
  body: JsonObject,
): NamedId[] {
  const byRules = [
    ...references.flatMap((rule) =>
      idsAt(rule, body, delegating.includes(rule.at) ? "delegation" : "reference"),
    ),
    ...naming.flatMap((rule) => idsAt(rule, body, "rule")),
  ];
  const known = new Set(byRules.map(keyOfNamed));
  const free = idsWithin(body, "", "").filter((one) => !known.has(keyOfNamed(one)));
  return [...byRules, ...free];
}

/** Identifies an id at its place, to compare bodies. */
export function keyOfNamed({ place, id }: Pick<NamedId, "place" | "id">): string {
  return `${place} ${id}`;
}

function idsAt(
  rule: Pick<NamingRule, "at" | "isKey" | "when"> & { readonly to: readonly string[] },
  body: JsonObject,
  by: NamedId["by"],
): NamedId[] {
  const field = rule.at.slice(1).replaceAll("/*", "").replaceAll("/", ".");
  const isItem = rule.at.endsWith("/*");
  return placesAt(body, rule.at).flatMap((place) => {
    const id = rule.isKey === true ? place.key : valueAt(place);
    if (typeof id !== "string" || id === "" || id.includes("#{") || !applies(rule, place))
      return [];
    const at = isItem ? parentOf(place.address) : place.address;
    return [{ field, place: at, id, to: rule.to, by }];
  });
}

function applies({ when }: Pick<NamingRule, "when">, { parent }: Place): boolean {
  if (when === undefined) return true;
  const value = isObject(parent) ? parent[when.field] : undefined;
  return typeof value === "string" && when.oneOf.includes(value);
}

function parentOf(address: string): string {
  return address.slice(0, address.lastIndexOf("/"));
}

/** Types of documents by their lower-case prefix. Server tasks have ids, but are not documents. */
const PREFIXES: ReadonlyMap<string, string> = new Map(
  DOCUMENT_PREFIXES.filter((prefix) => prefix !== "ServerTasks").map((prefix) => [
    prefix.toLowerCase(),
    prefix,
  ]),
);

const NAMES_IDS = /Ids?$/i;
/** Ids of packages are their names; snapshots are not documents; `Id` is that of the item itself. */
const NAMES_OTHERS = /^Id$|(Package|Snapshot)Ids?$/i;

/** Ids of documents with secrets are recognized in every text that is nothing else. */
const NAMES_SECRETS = /^(Accounts|Certificates|Feeds)-\d+$/i;

/** The ids in members of a value, at any depth. */
function idsWithin(value: Json, place: string, field: string): NamedId[] {
  if (isArray(value)) {
    return value.flatMap((item, index) => idsWithin(item, placeOfItem(item, place, index), field));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const at = `${place}/${name}`;
    const path = field === "" ? name : `${field}.${name}`;
    const ids = idsInMember(name, member).map((id): NamedId | undefined => namedAt(id, at, path));
    return [...ids.filter((one) => one !== undefined), ...idsWithin(member, at, path)];
  });
}

/** The texts of a member that may be ids. */
function idsInMember(name: string, member: Json): string[] {
  if (NAMES_OTHERS.test(name)) return [];
  const texts = textsOf(member);
  if (NAMES_IDS.test(name)) return texts.flatMap((text) => text.split(/[\s,;]+/));
  return texts.map((text) => text.trim()).filter((text) => NAMES_SECRETS.test(text));
}

function placeOfItem(item: Json, place: string, index: number): string {
  const id = isObject(item) ? item.Id : undefined;
  return typeof id === "string" && id !== "" ? `#${id}` : `${place}/${index}`;
}

/** A text, the texts of a list, or the text of a property that is stored as an object. */
function textsOf(value: Json): string[] {
  if (typeof value === "string") return [value];
  if (isArray(value)) return value.filter((item) => typeof item === "string");
  return isObject(value) && typeof value.Value === "string" ? [value.Value] : [];
}

function namedAt(id: string, place: string, field: string): NamedId | undefined {
  const [, prefix = ""] = /^([A-Za-z]+)-[\w-]+$/.exec(id) ?? [];
  const type = PREFIXES.get(prefix.toLowerCase());
  return type === undefined ? undefined : { field, place, id, to: [type], by: "text" };
}
