import cookie from "@fastify/cookie";
import Fastify from "fastify";
import { expect, onTestFinished, test } from "vitest";
import { requestWith } from "../../../../test/support/caller.ts";
import { apiKeyOf, routeRequest, type SpacelessRequest } from "./route-request.ts";

test("a handler receives what was sent", async () => {
  const app = Fastify();
  onTestFinished(() => app.close());
  await app.register(cookie);
  let seen: SpacelessRequest | undefined;
  app.post("/api/machines/:id", (request) => {
    seen = routeRequest(request);
    return {};
  });
  await app.inject({
    method: "POST",
    url: "/api/machines/Machines-1?Take=5",
    headers: { cookie: "a=1", "user-agent": "test/1.0", accept: "text/html" },
    payload: { Name: "web" },
  });
  expect(seen).toMatchObject({
    params: { id: "Machines-1" },
    query: new Map([["take", "5"]]),
    body: { Name: "web" },
    headers: { accept: "text/html" },
    cookies: { a: "1" },
    path: "/api/machines/Machines-1?Take=5",
    isSecure: false,
    ipAddress: "127.0.0.1",
    userAgent: "test/1.0",
  });
});

test.each([
  ["no key", {}, undefined],
  ["the header of Octopus Deploy", { headers: { "x-octopus-apikey": "API-A" } }, "API-A"],
  ["the header of NuGet", { headers: { "x-nuget-apikey": "API-B" } }, "API-B"],
  ["the query", { query: new Map([["apikey", "API-C"]]) }, "API-C"],
  ["an empty header", { headers: { "x-octopus-apikey": "" } }, undefined],
  [
    "a header before the query",
    { headers: { "x-nuget-apikey": "API-B" }, query: new Map([["apikey", "API-C"]]) },
    "API-B",
  ],
])("%s", (_, facts, expected) => {
  expect(apiKeyOf(requestWith(facts))).toBe(expected);
});
