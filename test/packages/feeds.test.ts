import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Organisation } from "../access/organisation.ts";
import { packageForm } from "../support/packages.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { openStore } from "../support/stores.ts";

const BUILT_IN = "/api/feeds/feeds-builtin";

let database: Database;
let server: TestServer;
let other: string;

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database);
  other = await new Organisation(server).space();
  for (const name of ["Shop.1.0.zip", "Shop.1.5-beta.zip", "Shop.2.0.tgz", "Shop.Web.0.1.zip"]) {
    const answer = await server.call("POST", "/api/packages/raw", packageForm(name, name));
    expect(answer.status).toBe(201);
  }
});
afterAll(async () => {
  await server.close();
  await database.close();
});

async function get(url: string) {
  const answer = await server.call("GET", url);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}

async function refused(method: string, url: string, body?: unknown) {
  const answer = await server.call(method, url, body);
  return [answer.status, answer.body.Errors[0] ?? answer.body.ErrorMessage];
}

describe("the built-in feed", () => {
  test("is first in every space, and is found by the constant that clients use", async () => {
    for (const [space, id] of [
      ["Spaces-1", "feeds-builtin"],
      [other, `feeds-builtin-${other}`],
    ]) {
      const feed = { Name: "A first feed", FeedType: "Helm" };
      await server.call("POST", `/api/${space}/feeds`, feed);
      const [first] = (await get(`/api/${space}/feeds?take=1`)).Items;
      expect(first).toMatchObject({ Id: id, FeedType: "BuiltIn", SpaceId: space });
      expect(await get(`/api/${space}/feeds/feeds-builtin`)).toEqual(first);
      expect(await get(`/api/${space}/feeds/${id}`)).toEqual(first);
      expect((await get(`/api/${space}/feeds?feedType=BuiltIn`)).Items).toEqual([first]);
      const { Links } = await get(`/api/spaces/${space}`);
      expect(await get(Links.Feeds)).toEqual(first);
    }
    expect((await server.call("GET", `/api/${other}/feeds/feeds-builtin-Spaces-1`)).status).toBe(
      404,
    );
  });

  test("is created with a space, with an event", async () => {
    const { Items } = await get(`/api/${other}/events?regarding=feeds-builtin-${other}`);
    expect(Items).toEqual([
      expect.objectContaining({ Category: "Created", Message: "Feed Built-in feed was created" }),
    ]);
  });

  test("is the only one of its kind", async () => {
    expect(await refused("DELETE", BUILT_IN)).toEqual([
      409,
      "The built-in feed cannot be deleted.",
    ]);
    const second = { Name: "Second", FeedType: "BuiltIn" };
    const only = "FeedType cannot be BuiltIn: each space has one built-in feed already.";
    expect(await refused("POST", "/api/feeds", second)).toEqual([400, only]);
    const made = await server.call("POST", "/api/feeds", { ...second, FeedType: "Maven" });
    const url = `/api/feeds/${made.body.Id}`;
    expect(await refused("PUT", url, { FeedType: "BuiltIn" })).toEqual([400, only]);
    const fixed = "FeedType of the built-in feed cannot be changed.";
    expect(await refused("PUT", BUILT_IN, { FeedType: "Maven" })).toEqual([400, fixed]);
    const known = "Slug of the built-in feed must be feeds-builtin: clients use it.";
    expect(await refused("PUT", BUILT_IN, { Slug: "mine" })).toEqual([400, known]);
    const taken = "Another Feed already has the Slug 'feeds-builtin'.";
    expect(await refused("PUT", url, { Slug: "feeds-builtin" })).toEqual([400, taken]);
    expect((await server.call("PUT", BUILT_IN, { Name: "Ours" })).body.Name).toBe("Ours");
  });
});

describe("packages of a feed", () => {
  const versions = async (query: string) => {
    const { Items } = await get(`${BUILT_IN}/packages/versions?packageId=Shop${query}`);
    return Items.map(({ Version }: { Version: string }) => Version);
  };

  test("are searched by a part of their id, with the newest version of each", async () => {
    const { Items, TotalResults, ItemsPerPage } = await get(
      `${BUILT_IN}/packages/search?term=shop`,
    );
    expect([TotalResults, ItemsPerPage]).toEqual([2, 20]);
    expect(Items).toMatchObject([
      { Id: "Shop", LatestVersion: "2.0" },
      { Id: "Shop.Web", LatestVersion: "0.1" },
    ]);
    const [template] = String(Items[0].Links.SearchPackageVersionsTemplate).split("{");
    expect((await get(template ?? "")).TotalResults).toBe(3);
  });

  test("have versions, newest first, filtered by parameters", async () => {
    expect(await versions("")).toEqual(["2.0", "1.5-beta", "1.0"]);
    expect(await versions("&take=1")).toEqual(["2.0"]);
    expect(await versions("&skip=1&take=1")).toEqual(["1.5-beta"]);
    expect(await versions("&includePreRelease=false")).toEqual(["2.0", "1.0"]);
    expect(await versions("&versionRange=[1.0,2.0)")).toEqual(["1.5-beta", "1.0"]);
    expect(await versions("&preReleaseTag=^beta")).toEqual(["1.5-beta"]);
    expect(await versions("&filter=5-b")).toEqual(["1.5-beta"]);
    expect((await get(`${BUILT_IN}/packages/versions?packageId=None`)).Items).toEqual([]);
    const { Items } = await get(`${BUILT_IN}/packages/versions?packageId=shop&take=1`);
    expect(Items[0]).toMatchObject({ FeedId: "feeds-builtin", SizeBytes: 12, Title: "Shop" });
  });

  test("are listed as an array, with the newest version or all versions", async () => {
    const listed = async (query: string) => {
      const items: { PackageId: string; Version: string }[] = await get(
        `${BUILT_IN}/packages?${query}`,
      );
      return items.map(({ PackageId, Version }) => `${PackageId} ${Version}`);
    };
    expect(await listed("packageId=Shop")).toEqual(["Shop 2.0"]);
    const all = ["Shop 2.0", "Shop 1.5-beta", "Shop 1.0"];
    expect(await listed("packageId=Shop&includeMultipleVersions=true")).toEqual(all);
    expect(await listed("packageId=Shop&includeMultipleVersions=true&take=2")).toEqual(
      all.slice(0, 2),
    );
    expect(await listed("packageId=hop&partialMatch=true")).toEqual(["Shop 2.0", "Shop.Web 0.1"]);
    expect(await listed("packageIds=Shop.Web,Shop,None")).toEqual(["Shop.Web 0.1", "Shop 2.0"]);
  });

  test("are counted, and have no release notes", async () => {
    expect((await get("/api/feeds/stats")).TotalPackages).toBe(4);
    expect((await get(`/api/${other}/feeds/stats`)).TotalPackages).toBe(0);
    const notes = `${BUILT_IN}/packages/notes?packageId=Shop&version=`;
    expect(await server.call("GET", `${notes}1.0`)).toMatchObject({ status: 200, text: "" });
    expect((await server.call("GET", `${notes}9.0`)).status).toBe(404);
  });

  test.each([
    ["versions", "packageId is required."],
    ["notes?packageId=Shop", "version is required."],
    ["versions?packageId=Shop&versionRange=1.x", /versionRange must be a range/],
    ["versions?packageId=Shop&preReleaseTag=(", "preReleaseTag is not a regular expression."],
    ["versions?packageId=Shop&take=-1", /take must be a whole number/],
    [
      `versions/../?packageIds=${"a,".repeat(100)}a`,
      /There is nothing|packageIds must have at most 100/,
    ],
  ])("%s is refused", async (query, sentence) => {
    const [, message] = await refused("GET", `${BUILT_IN}/packages/${query}`);
    if (typeof sentence === "string") expect(message).toBe(sentence);
    else expect(message).toMatch(sentence);
  });

  test("of another feed are not read", async () => {
    const made = await server.call("POST", "/api/feeds", { Name: "Far", FeedType: "NuGet" });
    for (const what of ["", "/search", "/versions?packageId=x", "/notes"]) {
      expect(await refused("GET", `/api/feeds/${made.body.Id}/packages${what}`)).toEqual([
        400,
        "Feed 'Far' cannot be read: this server only reads packages of its built-in feed.",
      ]);
    }
  });
});
