import { name, object, optionalIdOf, secret } from "@indelible/domain";
import type { Route } from "@indelible/kernel";
import { expect, test } from "vitest";
import { schemaOf } from "./open-api.ts";

function route(facts: Partial<Route>): Route {
  const shared = { method: "POST", path: "/machines/:id", summary: "A summary" } as const;
  return { ...shared, access: "signed-in", handle: () => ({}), ...facts } as Route;
}

const TEXT = { type: "string" };

test("path and query parameters are texts; the tag is the first path segment", () => {
  expect(schemaOf(route({ path: "/a/:id/b/:itemId", query: ["skip"] }))).toEqual({
    summary: "A summary",
    tags: ["a"],
    params: { type: "object", properties: { id: TEXT, itemId: TEXT } },
    querystring: { type: "object", properties: { skip: TEXT } },
  });
});

test("the root route has a tag too, and public routes need no API key", () => {
  const open = route({ path: "/", access: "public", reason: "For the test" });
  expect(schemaOf(open)).toEqual({ summary: "A summary", tags: ["server"], security: [] });
});

test("bodies are plain JSON Schema", () => {
  const body = object({
    Name: name(),
    Password: secret("sealed", "object"),
    OwnerId: optionalIdOf("Users"),
  });
  const described = schemaOf(route({ body })).body;
  expect(described).toMatchObject({
    type: "object",
    properties: { Name: { type: "string", minLength: 1 } },
  });
  expect(JSON.stringify(described)).not.toMatch(/"(reference|sensitive|hidden|trim)"|null[,}]/);
});
