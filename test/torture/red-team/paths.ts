import type { Dice } from "../random.ts";
import type { KnownIds } from "./known-ids.ts";
import { ODD_TEXTS } from "./odd-values.ts";

/** Segments that file servers and routers have failed on. */
export const ODD_SEGMENTS: readonly string[] = [
  "..",
  ".",
  "%2e%2e",
  "%2E",
  "..%2f..%2fetc%2fpasswd",
  "..%5c..",
  "%00",
  "x%00.js",
  "%",
  "%F",
  "%FF",
  "%E0%A4%A",
  "%C0%AF",
  "%ud800",
  "%ED%A0%80",
  "",
  "/",
  "x".repeat(3_100),
  "x".repeat(9_000),
  "%20",
  ";a=b",
  "a:b",
  "*",
  ":id",
  "me",
  "all",
  "-1",
  "__proto__",
  "constructor",
  "Spaces-1",
  "spaces",
  "default",
  "'",
  "%22",
  "~",
  "x".repeat(400),
];

/** The forms in which an address names the default space. */
const FORMS = [
  "/api",
  "/api/Spaces-1",
  "/api/spaces/default",
  "/api/spaces/Spaces-1",
  "/API/spaces-1",
  "/api/spaces/%64efault",
];

/** The address of a path of a route in one of its forms; `space` is the id of another space. */
export function formed(path: string, space: string, dice: Dice): string {
  if (dice.chance(0.9)) return `${dice.pick(FORMS)}${path}`;
  return `${dice.pick([`/api/${space}`, `/api/spaces/${space}`, "/api/spaces/nowhere"])}${path}`;
}

/** A path that is sometimes not as a client would send it. */
export function tricked(path: string, dice: Dice): string {
  if (dice.chance(0.92)) return path;
  const segments = path.split("/");
  const at = 1 + dice.below(segments.length);
  const trick = dice.pick<() => string>([
    () => segments.toSpliced(at, 0, dice.pick(ODD_SEGMENTS)).join("/"),
    () => segments.toSpliced(at, 1, dice.pick(ODD_SEGMENTS)).join("/"),
    () => `${path}/${dice.pick(ODD_SEGMENTS)}`,
    () => `/${path}`,
    () => `${path}/`,
    () => path.toUpperCase(),
    () => path.replaceAll("/", "//"),
    () => `/app/${dice.pick(ODD_SEGMENTS)}/${dice.pick(ODD_SEGMENTS)}`,
    () => `/${dice.pick(ODD_SEGMENTS)}`,
    () => `http://elsewhere.example${path}`,
  ]);
  return trick();
}

const COMMON = ["skip", "take", "ids", "partialName", "apikey", "spaces", "fields", "asCsv"];

/** A query with parameters of the route, common ones and unknown ones. */
export function queried(names: readonly string[], dice: Dice, ids: KnownIds): string {
  if (dice.chance(0.6)) return dice.chance(0.9) ? "" : "?";
  const all = [...names, ...names, ...COMMON, "unknown"];
  const parts = Array.from({ length: 1 + dice.below(4) }, () => {
    const name = dice.pick(all);
    return `${dice.chance(0.9) ? name : encoded(name.toUpperCase())}=${parameterValue(name, dice, ids)}`;
  });
  return `?${parts.join("&")}`;
}

function parameterValue(name: string, dice: Dice, ids: KnownIds): string {
  if (dice.chance(0.3)) return ids.namedBy(name, dice);
  if (dice.chance(0.2)) return dice.pick(["true", "0", "1", "30", "2147483648", "a,b,,c"]);
  if (dice.chance(0.2)) return dice.pick(["%", "%FF", "%00", "%ED%A0%80", "+", "a[]", "="]);
  return encoded(dice.pick(ODD_TEXTS).slice(0, 2_000));
}

/** Percent-encoded; half of a surrogate pair is sent as U+FFFD, since UTF-8 has no form for it. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
