import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { resolvePath } from "./path-forms.ts";

describe("the three forms of an address", () => {
  test.each([
    ["/api/projects", "/api/projects", null],
    ["/api/Spaces-1/projects", "/api/projects", "Spaces-1"],
    ["/api/spaces-12/projects/Projects-1", "/api/projects/Projects-1", "Spaces-12"],
    ["/api/spaces/Spaces-1/projects", "/api/projects", "Spaces-1"],
    ["/api/spaces/default/projects?take=1", "/api/projects?take=1", "default"],
    ["/API/SPACES/Default/Projects", "/api/Projects", "Default"],
    ["/api/spaces/two%20words/events", "/api/events", "two words"],
    ["/api/Spaces-1", "/api/space-home", "Spaces-1"],
    ["/api/Spaces-1/?x=1", "/api/space-home?x=1", "Spaces-1"],
    ["/api/Spaces-1/spaces", "/api/spaces", "Spaces-1"],
  ])("%s is %s of %s", (sent, url, space) => {
    expect(resolvePath(sent)).toEqual({ url, space });
  });

  test.each([
    "/api",
    "/api/",
    "/api/spaces",
    "/api/spaces/all",
    "/api/spaces/Spaces-1",
    "/api/spaces/Spaces-1/logo",
    "/api/spaces/Spaces-1/Search",
    "/api/spaces?ids=Spaces-1/x",
    "/app/Spaces-1/projects",
    "/healthz",
  ])("%s stays as it is", (sent) => {
    expect(resolvePath(sent)).toEqual({ url: sent, space: null });
  });

  test("invalid percent-encoding names a space that does not exist", () => {
    expect(resolvePath("/api/spaces/50%/projects")).toEqual({ url: "/api/projects", space: "50%" });
  });

  test("the query is kept unchanged", () => {
    fc.assert(
      fc.property(fc.string(), (query) => {
        const { url } = resolvePath(`/api/Spaces-1/events?${query}`);
        expect(url).toBe(`/api/events?${query}`);
      }),
    );
  });

  const segments = fc.string({ minLength: 1 }).map(encodeURIComponent);

  test("all forms of a URL resolve to the same", () => {
    fc.assert(
      fc.property(segments, (segment) => {
        const forms = ["/api/Spaces-7", "/api/spaces-7", "/api/spaces/Spaces-7"];
        const resolved = forms.map((form) => resolvePath(`${form}/machines/${segment}`));
        expect(new Set(resolved.map(({ url }) => url)).size).toBe(1);
        expect(resolved.every(({ space }) => space === "Spaces-7")).toBe(true);
      }),
    );
  });
});
