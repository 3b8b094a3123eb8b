import { expect, test } from "vitest";
import { sampleDocument } from "../testing/process-samples.ts";
import { documentOfSnapshot, snapshotId } from "./snapshot-id.ts";

const SECRET = { Kept: "sealed", Indicator: "sensitive-value-indicator:v1:x" };

test("an id contains the id of its document", () => {
  const digest = "0123456789ABCDEF0123456789ABCDEF";
  expect(documentOfSnapshot(`variableset-Projects-1-s-12-${digest}`)).toBe(
    "variableset-Projects-1",
  );
  for (const id of ["variableset-Projects-1", "Projects-1-s-1", `-s-1-${digest}`, ""]) {
    expect(documentOfSnapshot(id)).toBeUndefined();
  }
});

test("an id changes with what a document shows, and with nothing else", () => {
  const set = (body: object) => snapshotId(sampleDocument("variableset", "set-1", { ...body }));
  const first = set({ A: "x", B: [{ C: 1 }] });
  expect(first).toMatch(/^set-1-s-1-[0-9A-F]{32}$/);
  expect(set({ B: [{ C: 1 }], A: "x" })).toBe(first);
  expect(set({ A: "y", B: [{ C: 1 }] })).not.toBe(first);
  const sealed = set({ Password: SECRET });
  expect(set({ Password: { ...SECRET, Kept: "sealed again" } })).toBe(sealed);
  expect(set({ Password: { ...SECRET, Indicator: "other" } })).not.toBe(sealed);
});
