import { expect, test } from "vitest";
import { exampleBody } from "../../../../test/support/example-body.ts";
import { packages } from "./packages.ts";

const version = (Version: string) => exampleBody(packages, { Version });

test("a push and a replacement have their own verbs", () => {
  expect(packages.verb(undefined, version("1.0.0"))).toBe("was pushed");
  expect(packages.verb(version("1.0.0"), version("1.0.0"))).toBe("was replaced");
  expect(packages.verb(version("1.0.0"), undefined)).toBeUndefined();
});

test("lists are in the order of versions", () => {
  const sorted = ["1.10.0", "1.2.0", "1.2.0-rc.1"]
    .map((text) => version(text))
    .sort((a, b) => (packages.sortKey(a) < packages.sortKey(b) ? -1 : 1));
  expect(sorted.map((body) => packages.title(body))).toEqual([
    "Shop.Web 1.2.0-rc.1",
    "Shop.Web 1.2.0",
    "Shop.Web 1.10.0",
  ]);
});

test("the API also shows the fields that clients know from NuGet", () => {
  expect(packages.derive(version("1.0.0"), new Date(0))).toMatchObject({
    NuGetPackageId: "Shop.Web",
    Title: "Shop.Web",
    ReleaseNotes: null,
  });
});
