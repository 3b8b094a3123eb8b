import { expect, test } from "vitest";
import { rowMacs } from "./row-macs.ts";

const macs = rowMacs(new Uint8Array(32).fill(7));
const VALUE = ["Users-1", { b: 1, a: null }];

test("a code belongs to its value, its use and its installation", () => {
  const mac = macs.mac("task-row", VALUE);
  expect(mac).toMatch(/^[0-9a-f]{64}$/);
  expect(macs.hasMac("task-row", ["Users-1", { a: null, b: 1 }], mac)).toBe(true);
  for (const other of [["Users-2", { a: null, b: 1 }], ["Users-1"], "Users-1", null]) {
    expect(macs.hasMac("task-row", other, mac)).toBe(false);
  }
  expect(macs.hasMac("session-row", VALUE, mac)).toBe(false);
  expect(rowMacs(new Uint8Array(32)).hasMac("task-row", VALUE, mac)).toBe(false);
});

test("anything else in place of a code is refused", () => {
  const mac = macs.mac("task-row", VALUE);
  for (const other of [undefined, null, "", 1, [mac], mac.slice(1), `${mac}0`, "é".repeat(64)]) {
    expect(macs.hasMac("task-row", VALUE, other)).toBe(false);
  }
});

test("a value without canonical JSON has no code", () => {
  expect(macs.hasMac("task-row", [Number.POSITIVE_INFINITY], macs.mac("task-row", [1]))).toBe(
    false,
  );
  expect(() => macs.mac("task-row", [Number.NaN])).toThrow();
});
