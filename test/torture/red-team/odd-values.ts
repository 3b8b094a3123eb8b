import type { Dice } from "../random.ts";
import type { KnownIds } from "./known-ids.ts";

/** Texts that programs have failed on. */
export const ODD_TEXTS: readonly string[] = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "x\udc00",
  "\u202eabc",
  "\ufeff",
  "ﬃ",
  "İ",
  "x".repeat(201),
  "x".repeat(100_001),
  "é".repeat(5_000),
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "null",
  "undefined",
  "NaN",
  "true",
  "-1",
  "1e999",
  "99999999999999999999",
  "0x10",
  "../../etc/passwd",
  "..\\..\\x",
  "C:\\x",
  "/dev/zero",
  "file:///etc/passwd",
  "http://127.0.0.1:1/",
  "http://[::1",
  "javascript:alert(1)",
  "'; drop table trail.events; --",
  "%' or 1=1 --",
  "\\",
  "$1",
  "$\u007bx}",
  "#{x}",
  "#{if x}",
  "#{each x in y}#{/each}",
  "#{x | ToUpper | Nothing}",
  "#{".repeat(500),
  "<script>alert(1)</script>",
  "(a+)+$",
  "[",
  "*".repeat(300),
  "* * * * * *",
  "0 0 31 2 *",
  "@yearly",
  "PT99999999H",
  "9999999.23:59:59",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999-14:00",
  "2026-02-30",
  "1.0.0-",
  "[1.0,2.0)",
  "(,]",
  "1".repeat(500),
  "=cmd|' /C calc'!A0",
  "MIIB",
  "-----BEGIN CERTIFICATE-----",
  "ssh-rsa AAAA",
  "Events-1",
  "Users-1",
  "Spaces-1",
  "Environments-99999999999999999999",
  "environments-1",
  "feeds-builtin",
];

const ODD_NUMBERS = [-1, 0, 1, 1.5, -0, 2 ** 31, 2 ** 53, 2 ** 63, 1e308, -1e308, 5e-324];

/** A value that a field of an API might get from an attacker. */
export function oddValue(dice: Dice, ids: KnownIds): unknown {
  return dice.pick<() => unknown>([
    () => null,
    () => dice.chance(0.5),
    () => dice.pick(ODD_NUMBERS),
    () => dice.pick(ODD_TEXTS),
    () => dice.pick(ODD_TEXTS),
    () => ids.any(dice),
    () => ids.any(dice),
    () => [],
    () => ({}),
    () => Array.from({ length: 3 }, () => ids.any(dice)),
    () => [[dice.pick(ODD_TEXTS)]],
    () => ({ [dice.pick(ODD_TEXTS)]: dice.pick(ODD_TEXTS) }),
    () => ({ HasValue: true, NewValue: dice.pick(ODD_TEXTS) }),
    () => Array.from({ length: 10_001 }, () => 0),
    () => nested(dice.pick([31, 32, 33, 100, 1_000])),
  ])();
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}
