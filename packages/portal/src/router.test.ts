import { createMemoryHistory } from "@tanstack/react-router";
import { createRequestHandler } from "@tanstack/react-router/ssr/server";
import { beforeEach, describe, expect, it } from "vitest";
import { createQueryClient } from "./api/query-client.ts";
import { createPortalRouter, routeTree } from "./router.ts";
import { stubFetch } from "./testing/stub-fetch.ts";

const { answers } = stubFetch();

// Under Node the router answers with redirects; the test follows them as the browser's would.
async function open(path: string, redirects = 5): Promise<URL> {
  const request = new Request(`http://portal.test${path}`);
  const createRouter = () => createPortalRouter(createQueryClient(), createMemoryHistory());
  const handle = createRequestHandler({ request, createRouter });
  const answer = await handle(async () => new Response("shown"));
  const location = answer.headers.get("Location");
  if (!location) return new URL(request.url);
  expect(redirects).toBeGreaterThan(0);
  return open(location, redirects - 1);
}

describe("addresses", () => {
  beforeEach(() => {
    answers.set("/api/users/me", { body: { Id: "Users-1", Username: "alice" } });
    answers.set("/api/spaces/all", { body: [{ Id: "Spaces-7", Name: "Main", IsDefault: true }] });
  });

  it.each([
    ["/", "/Spaces-7/projects"],
    ["/Spaces-2", "/Spaces-2/projects"],
    ["/Spaces-2/configuration", "/Spaces-2/configuration/audit"],
    ["/configuration/audit", "/Spaces-7/configuration/audit"],
    ["/projects/Projects-1", "/Spaces-7/projects/Projects-1"],
    ["/configuration/users/Users-1", "/Spaces-7/users/Users-1"],
    ["/configuration/ledger", "/Spaces-7/configuration/ledger"],
    ["/Spaces-2/configuration/teams/Teams-1", "/Spaces-2/teams/Teams-1"],
    ["/Spaces-2/account/api-keys", "/Spaces-2/account/api-keys"],
    ["/Spaces-2/projects", "/Spaces-2/projects"],
    ["/Spaces-2/projects/Projects-1", "/Spaces-2/projects/Projects-1"],
  ])("%s shows %s", async (asked, shown) => {
    expect((await open(asked)).pathname).toBe(shown);
  });

  it.each([
    ["/Spaces-1/users/Users-1", "/shell/$spaceId/users/$documentId"],
    ["/Spaces-1/teams", "/shell/$spaceId/teams"],
    ["/Spaces-1/userroles/userroles-x", "/shell/$spaceId/userroles/$documentId"],
    ["/Spaces-1/projects/Projects-1", "/shell/$spaceId/$route/$documentId"],
  ])("%s is for the page made for it, %s", (path, page) => {
    const router = createPortalRouter(createQueryClient(), createMemoryHistory());
    expect(router.matchRoutes(path, {}).at(-1)?.routeId).toBe(page);
  });

  it("keep the filters of the field's links, also without a space", async () => {
    const location = await open(
      "/configuration/audit?eventCategories=Modified&projects=Projects-1",
    );
    expect(location.search).toBe("?eventCategories=Modified&projects=Projects-1");
  });

  it("send who is not signed in to sign in, and remember where to", async () => {
    answers.set("/api/users/me", { status: 401 });
    const location = await open("/Spaces-1/configuration/audit?users=Users-1");
    expect(location.pathname).toBe("/sign-in");
    expect(location.searchParams.get("to")).toBe("/Spaces-1/configuration/audit?users=Users-1");
  });

  it("open a space for a user who may not list spaces", async () => {
    answers.set("/api/spaces/all", { status: 403 });
    expect((await open("/")).pathname).toBe("/Spaces-1/projects");
  });

  it("all require a session, except the one to sign in", () => {
    const { routesById } = createPortalRouter(createQueryClient(), createMemoryHistory());
    const open = Object.keys(routesById).filter((id) => !id.startsWith("/shell"));
    expect(open).toEqual(["__root__", "/sign-in"]);
    expect(routesById.__root__).toBe(routeTree);
  });
});
