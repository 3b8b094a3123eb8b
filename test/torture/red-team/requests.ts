import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import type { Route } from "@indelible/kernel";
import type { Examples } from "../../support/examples.ts";
import { nestedPlaceOf } from "../../support/nested.ts";
import type { Dice } from "../random.ts";
import { fromSchema, mutated, type Schema, textOf } from "./bodies.ts";
import type { KnownIds } from "./known-ids.ts";
import { formed, ODD_SEGMENTS, queried, tricked } from "./paths.ts";
import type { RawRequest } from "./send.ts";

/** Dependencies of the generator of requests. */
export interface Attacker {
  readonly dice: Dice;
  readonly ids: KnownIds;
  /** Examples of documents in the default space; all that they refer to exist already. */
  readonly examples: Examples;
  /** The id of another space. */
  readonly space: string;
  /** API keys of an administrator, of a user with few rights, and of none. */
  readonly keys: { readonly admin: string; readonly few: string };
  /** The headers of an administrator's browser: the cookies of a session, and its CSRF token. */
  readonly session: Readonly<Record<string, string>>;
  /** The current body at a path, as the administrator sees it; undefined if there is none. */
  readonly current: (path: string) => Promise<unknown>;
}

/** A request to a route, which is more or less what the route expects. */
export async function requestTo(route: Route, attacker: Attacker): Promise<RawRequest> {
  const { dice, ids } = attacker;
  const valid = await validBody(route, attacker);
  const path = pathOf(route, attacker, valid);
  const address = tricked(formed(path, attacker.space, dice), dice);
  const headers = { ...headersOf(route, attacker), ...oddHeaders(dice, ids) };
  const named = { path: `${address}${queried(route.query ?? [], dice, ids)}` };
  if (route.takesFile === true) return { ...named, method: route.method, ...fileOf(dice, headers) };
  const isRead = route.method === "GET";
  const own = route.method === "PUT" ? ((await attacker.current(`/api${path}`)) ?? valid) : valid;
  const sent = isRead ? undefined : textOf(dice.chance(0.4) ? own : mutated(own, dice, ids), dice);
  const body = sent === undefined || sent === "" ? {} : { body: sent };
  const isOverridden = (route.method === "PUT" || route.method === "DELETE") && dice.chance(0.1);
  const override = isOverridden ? { "x-http-method-override": route.method } : {};
  const method = isOverridden ? "POST" : route.method;
  return { ...named, method, headers: { ...headers, ...override }, ...body };
}

async function validBody(route: Route, { dice, ids, examples }: Attacker): Promise<unknown> {
  if (route.method === "POST") {
    const definition =
      nestedPlaceOf(route.path)?.definition ??
      DOCUMENT_DEFINITIONS.find(({ route: name }) => route.path === `/${name}`);
    if (definition !== undefined) return examples.body(definition);
  }
  return fromSchema((route.body ?? { type: "object" }) as Schema, dice, ids);
}

/** The path of a route with ids in the places of its parameters. */
function pathOf(route: Route, attacker: Attacker, body: unknown): string {
  const { dice, ids } = attacker;
  const nested = nestedPlaceOf(route.path);
  const name = route.path.split("/")[1];
  const prefix = DOCUMENT_DEFINITIONS.find(({ route: own }) => own === name)?.prefix ?? "Events";
  const id = (of: string) =>
    route.method === "DELETE" ? ids.madeOf(of, dice) : idOf(of, attacker);
  const owner = (body as Record<string, unknown>)?.[nested?.by ?? ""];
  return route.path
    .replace(":id", () => (typeof owner === "string" ? owner : id(prefix)))
    .replace(":itemId", () => id(nested?.definition.prefix ?? prefix))
    .replace(":keyId", () => ids.madeOf("ApiKeys", dice))
    .replace(/[:*]\w*/g, () => dice.pick(ODD_SEGMENTS));
}

function idOf(prefix: string, { dice, ids }: Attacker): string {
  if (dice.chance(0.03)) return dice.pick(ODD_SEGMENTS);
  if (dice.chance(0.03)) return ids.any(dice);
  if (prefix === "Events") return `Events-${1 + dice.below(1_000)}`;
  return ids.of(prefix, dice);
}

function headersOf({ path }: Route, { dice, keys, session }: Attacker): Record<string, string> {
  const json = { "content-type": "application/json", "user-agent": "red-team/1.0" };
  const lot = dice.below(100);
  if (lot < 76) return { ...json, "x-octopus-apikey": keys.admin };
  // A session that has ended would be refused from then on.
  if (lot < 82 && !/session|logout/.test(path)) return { ...json, ...session };
  if (lot < 94) return { ...json, "x-octopus-apikey": keys.few };
  return lot < 97 ? { ...json, "x-octopus-apikey": "API-NOSUCHKEYNOSUCHKEYNOSUCH" } : json;
}

const ODD_HEADERS: readonly (readonly [string, readonly string[]])[] = [
  ["x-http-method-override", ["PATCH", "HEAD", "GET", "OPTIONS", "__proto__", "", "put, delete"]],
  [
    "content-type",
    ["text/xml", "application/json; charset=utf-16", "multipart/form-data", "text/plain", "/", "é"],
  ],
  ["if-match", ["*", '"1"', 'W/"1"', '"', "x".repeat(1_000), '"99999999999999999999"']],
  ["if-none-match", ["*", '"1"']],
  ["accept", ["text/csv", "*/*;q=x", "é"]],
  ["accept-encoding", ["gzip;q=0", "identity", "br"]],
  ["range", ["bytes=0-", "bytes=99999999999-", "bytes=-1", "x=1-2"]],
  ["cookie", ["a=b; a=%", "Octopus-Csrf-Token=x", "=", ";;;", `a=${"x".repeat(4_000)}`]],
  ["origin", ["null", "http://elsewhere.example", "é"]],
  ["sec-fetch-site", ["cross-site", "none", "x"]],
  ["x-forwarded-for", ["127.0.0.1", "1.2.3.4:99999", "::1%eth0", ",,", "x".repeat(300)]],
  ["host", ["elsewhere.example:99999", "[::1", "a b"]],
  ["expect", ["200-ok", "100-continue"]],
  ["user-agent", ["", "x".repeat(5_000), "é\u00a0"]],
  ["x-octopus-apikey", ["", "API-", "x".repeat(5_000), "é"]],
  ["x-octopus-csrf-token", ["x", ""]],
];

function oddHeaders(dice: Dice, ids: KnownIds): Record<string, string> {
  if (dice.chance(0.85)) return {};
  const [name, values] = dice.pick(ODD_HEADERS);
  return { [name]: dice.chance(0.9) ? dice.pick(values) : ids.any(dice) };
}

const FILE_NAMES = [
  "Red.1.0.zip",
  "Red.1.0.0.nupkg",
  "../x.zip",
  "x",
  "",
  "a\u00e9.1.zip",
  "%00.1.zip",
];

/** A file as multipart/form-data, which is sometimes cut off or has a wrong boundary. */
function fileOf(dice: Dice, headers: Record<string, string>) {
  const file = dice.pick(FILE_NAMES).replace("1.0", () => `1.${dice.below(1_000)}`);
  const part = `Content-Disposition: form-data; name="file"; filename="${file}"`;
  const whole = `--red\r\n${part}\r\n\r\ncontent ${dice.below(100)}\r\n--red--\r\n`;
  const body = dice.chance(0.8) ? whole : whole.slice(0, dice.below(whole.length));
  const boundary = dice.chance(0.9) ? "red" : "other";
  const type = { "content-type": `multipart/form-data; boundary=${boundary}` };
  return { headers: { ...type, ...headers, ...(dice.chance(0.9) ? type : {}) }, body };
}
