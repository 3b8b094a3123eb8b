import { expect, test } from "vitest";
import { exampleBody } from "../../../../test/support/example-body.ts";
import { buildInformation } from "./build-information.ts";

const body = exampleBody(buildInformation);

test("build information keeps the time of its creation", () => {
  const context = { id: "BuildInformation-1", now: "2026-02-02T00:00:00.000Z" };
  const created = buildInformation.complete(body, { ...context, before: undefined });
  expect(created.Created).toBe(context.now);
  const later = { ...context, now: "2026-03-03T00:00:00.000Z", before: created };
  expect(buildInformation.complete(created, later)).toEqual(created);
});

test("lists are in the order of versions", () => {
  const keyOf = (Version: string) => buildInformation.sortKey({ ...body, Version });
  expect(keyOf("1.9.0") < keyOf("1.10.0")).toBe(true);
  expect(buildInformation.title(body)).toBe("Shop.Web 1.2.0");
});
