import type { Dice } from "../random.ts";
import type { KnownIds } from "./known-ids.ts";
import { ODD_TEXTS, oddValue } from "./odd-values.ts";

/** What the red team reads of a JSON schema. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly reference?: { readonly to: readonly string[] };
  readonly names?: readonly string[];
}

/** A body that is mostly valid under a schema. */
export function fromSchema(schema: Schema, dice: Dice, ids: KnownIds, name = ""): unknown {
  const to = schema.reference?.to ?? schema.names;
  if (to !== undefined) return ids.of(dice.pick(to), dice);
  if ("const" in schema) return schema.const;
  if (schema.enum !== undefined) return dice.pick(schema.enum);
  if (schema.anyOf !== undefined) return fromSchema(dice.pick(schema.anyOf), dice, ids, name);
  if (schema.default !== undefined && dice.chance(0.3)) return schema.default;
  const type = [schema.type ?? "null"].flat()[0] ?? "null";
  if (type === "string" && dice.chance(0.5)) return ids.namedBy(name, dice);
  return ofType(type, schema, dice, ids, name);
}

function ofType(type: string, schema: Schema, dice: Dice, ids: KnownIds, name: string): unknown {
  const { properties = {}, items = {} } = schema;
  switch (type) {
    case "object":
      return Object.fromEntries(
        Object.entries(properties).flatMap(([member, field]) =>
          dice.chance(0.7) ? [[member, fromSchema(field, dice, ids, member)]] : [],
        ),
      );
    case "array":
      return Array.from({ length: dice.below(4) }, () => fromSchema(items, dice, ids, name));
    case "string":
      return dice.chance(0.5) ? `word-${dice.below(1_000_000)}` : dice.pick(ODD_TEXTS);
    case "integer":
    case "number":
      return dice.below(100);
    case "boolean":
      return dice.chance(0.5);
    default:
      return null;
  }
}

/** A copy of a body with some of its members changed, removed, repeated or added. */
export function mutated(body: unknown, dice: Dice, ids: KnownIds): unknown {
  const copy = structuredClone(body);
  if (dice.chance(0.03)) return oddValue(dice, ids);
  for (let left = dice.chance(0.7) ? 1 : 2 + dice.below(4); left > 0; left -= 1)
    mutateOnce(copy, dice, ids);
  return copy;
}

function mutateOnce(body: unknown, dice: Dice, ids: KnownIds): void {
  const places = containersIn(body);
  if (places.length === 0) return;
  const place = dice.pick(places);
  if (Array.isArray(place)) mutateList(place, dice, ids);
  else mutateObject(place, dice, ids);
}

function mutateObject(place: Record<string, unknown>, dice: Dice, ids: KnownIds): void {
  const names = Object.keys(place);
  const name = names.length > 0 && dice.chance(0.9) ? dice.pick(names) : dice.pick(ODD_TEXTS);
  if (dice.chance(0.15)) delete place[name];
  else place[dice.chance(0.9) ? name : name.toUpperCase()] = oddValue(dice, ids);
}

function mutateList(list: unknown[], dice: Dice, ids: KnownIds): void {
  const at = dice.below(list.length + 1);
  if (dice.chance(0.4)) list.splice(at, 0, ...structuredClone(list.slice(0, 2)));
  else if (dice.chance(0.3)) list.splice(at, 1);
  else list[at] = oddValue(dice, ids);
}

type Container = unknown[] | Record<string, unknown>;

/** All lists and objects of a body, from the outside in. */
function containersIn(body: unknown): Container[] {
  if (typeof body !== "object" || body === null) return [];
  return [body as Container, ...Object.values(body).flatMap(containersIn)];
}

const DEEP = 50_000;

/** The text of a body, which is sometimes not what JSON allows. */
export function textOf(body: unknown, dice: Dice): string {
  const text = JSON.stringify(body) ?? "";
  if (dice.chance(0.93)) return text;
  return dice.pick<(text: string) => string>([
    (whole) => whole.slice(0, dice.below(whole.length + 1)),
    (whole) => `${whole}${whole}`,
    (whole) => `\ufeff${whole}`,
    (whole) => whole.replace(/:\s*("[^"]*"|\d+)/, ":1e999"),
    (whole) => whole.replace("{", '{"__proto__":{"Name":"polluted"},"Name":1,"Name":"twice",'),
    (whole) => whole.replace("{", `{"Deep":${"[".repeat(DEEP)}${"]".repeat(DEEP)},`),
    (whole) => whole.replaceAll('"', "'"),
    () => "",
    () => "\u0000",
    () => '"\\ud800"',
    () => "1e999",
  ])(text);
}
