import { expect, test } from "vitest";
import { type Incoming, rewriteIncoming } from "./incoming.ts";

function rewritten(facts: Partial<Incoming>) {
  const request: Incoming = { method: "GET", headers: {}, ...facts };
  return { rewrittenUrl: rewriteIncoming(request), ...request };
}

test("the request remembers its space and how the URL was sent", () => {
  expect(rewritten({ url: "/api/Spaces-2/machines?take=1" })).toMatchObject({
    rewrittenUrl: "/api/machines?take=1",
    space: "Spaces-2",
    sentUrl: "/api/Spaces-2/machines?take=1",
    sentPath: "/api/Spaces-2/machines",
  });
  expect(rewritten({ url: "/api/machines" })).toMatchObject({ space: null });
  expect(rewritten({})).toMatchObject({ rewrittenUrl: "/", sentPath: "/" });
});

test.each([
  ["POST", "PUT", "PUT"],
  ["POST", "delete", "DELETE"],
  ["POST", "GET", "GET"],
  ["POST", "PATCH", "POST"],
  ["POST", "", "POST"],
  ["GET", "DELETE", "GET"],
])("%s with the override '%s' is %s", (method, override, expected) => {
  const headers = { "x-http-method-override": override };
  expect(rewritten({ method, headers, url: "/api/machines" }).method).toBe(expected);
});
