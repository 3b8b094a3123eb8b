import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { masterKeySealer } from "../secrets/sealer.ts";
import { formatStatement, openStatement } from "./verified-statement.ts";

const sealer = masterKeySealer(new Uint8Array(32).fill(7), randomBytes);
const other = masterKeySealer(new Uint8Array(32).fill(8), randomBytes);
const origin = "example.org/log";
const readOn = new Date("2026-11-30T12:00:00.000Z");
const ranges = [1, 2].map((fill) => ({
  digest: Buffer.alloc(32, fill),
  root: Buffer.alloc(32, fill + 10),
}));
const text = formatStatement({ origin, readOn, ranges }, sealer);

test("a statement can be opened with the keys that made it, for its log only", () => {
  expect(openStatement(text, origin, sealer)).toEqual({ origin, readOn, ranges });
  expect(openStatement(text, `${origin}/log-2`, sealer)).toBeUndefined();
  expect(openStatement(text, origin, other)).toBeUndefined();
});

test("no character of a statement can be changed", () => {
  fc.assert(
    fc.property(fc.nat(text.length - 2), fc.string({ minLength: 1, maxLength: 1 }), (at, by) => {
      const changed = text.slice(0, at) + by + text.slice(at + 1);
      const opened = openStatement(changed, origin, sealer);
      const isSame = JSON.stringify(parsed(changed)) === JSON.stringify(parsed(text));
      expect(opened === undefined).toBe(!isSame);
    }),
  );
});

test.each(["", "{}", "[]", "null", '{"Mac":"x"}', '{"Ranges":7,"Mac":null}'])(
  "%j is no statement",
  (other) => {
    expect(openStatement(other, origin, sealer)).toBeUndefined();
  },
);

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
