import { expect, test } from "vitest";
import { exampleBody } from "../../../../test/support/example-body.ts";
import { releases } from "./releases.ts";

const context = { id: "Releases-1", now: "2026-02-02T00:00:00.000Z" };

test("a release keeps the time of its creation", () => {
  const created = releases.complete(exampleBody(releases), { ...context, before: undefined });
  expect(created.Assembled).toBe(context.now);
  const later = { ...context, now: "2026-03-03T00:00:00.000Z", before: created };
  expect(releases.complete({ ...created, ReleaseNotes: "x" }, later).Assembled).toBe(context.now);
});
