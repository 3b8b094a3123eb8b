import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Organisation } from "../access/organisation.ts";
import { packageForm } from "../support/packages.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { openStore } from "../support/stores.ts";

let database: Database;
let server: TestServer;
let organisation: Organisation;

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database);
  organisation = new Organisation(server);
});
afterAll(async () => {
  await server.close();
  await database.close();
});

interface PushOptions {
  readonly query?: string;
  readonly key?: string;
  readonly more?: object;
}

function push(
  PackageId: string,
  Version: string,
  information: object,
  { query = "", key, more }: PushOptions = {},
) {
  const body = { PackageId, Version, OctopusBuildInformation: information, ...more };
  const options = key === undefined ? {} : { key };
  return server.call("POST", `/api/build-information${query}`, body, options);
}

async function get(url: string) {
  const answer = await server.call("GET", url);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}

test("is pushed, found, listed and deleted, with events", async () => {
  const information = {
    VcsCommitNumber: "314cf2c",
    Branch: "main",
    Commits: [{ Id: "314cf2c", Comment: "One" }],
  };
  const answer = await push("Shop", "1.0", information);
  expect(answer.status, answer.text).toBe(200);
  const shown = answer.body;
  expect(shown).toMatchObject({
    ...information,
    Commits: [{ Id: "314cf2c", Comment: "One", LinkUrl: null }],
    PackageId: "Shop",
    Version: "1.0",
    WorkItems: [],
    BuildUrl: null,
  });
  const url = `/api/build-information/${shown.Id}`;
  expect(await get(url)).toEqual(shown);
  await push("Shop", "1.10", {});
  await push("Shop.Web", "0.1", {});
  const versions = async (query: string) => {
    const { Items } = await get(`/api/build-information?${query}`);
    return Items.map(
      (item: { PackageId: string; Version: string }) => `${item.PackageId} ${item.Version}`,
    );
  };
  expect(await versions("packageId=shop")).toEqual(["Shop 1.10", "Shop 1.0"]);
  expect(await versions("partialPackageId=hop&latest=true")).toEqual(["Shop 1.10", "Shop.Web 0.1"]);
  expect(await versions("packageId=Shop&filter=1.1")).toEqual(["Shop 1.10"]);
  expect((await server.call("DELETE", url)).status).toBe(200);
  const { Items } = await get(`/api/events?regarding=${shown.Id}`);
  expect(Items.map(({ Message }: { Message: string }) => Message)).toEqual([
    "Build Information Shop 1.0 was deleted",
    "Build Information Shop 1.0 was created",
  ]);
});

test("is shown with its package, in its own space", async () => {
  const other = await organisation.space();
  for (const space of ["Spaces-1", other]) {
    const url = `/api/${space}/packages/raw`;
    await server.call("POST", url, packageForm("Built.1.0.zip", "content"));
  }
  await push("BUILT", "1.0", { VcsCommitNumber: "abc" });
  const build = { VcsCommitNumber: "abc" };
  expect(
    (await get("/api/packages/packages-Built.1.0")).PackageVersionBuildInformation,
  ).toMatchObject(build);
  const [item] = (await get("/api/packages?filter=built")).Items;
  expect(item.PackageVersionBuildInformation).toMatchObject(build);
  const there = await get(`/api/${other}/packages/packages-Built.1.0`);
  expect(there.PackageVersionBuildInformation).toBeNull();
});

test("that exists is refused, kept or replaced, depending on the request", async () => {
  await push("Twice", "1.0", { Branch: "main", BuildNumber: "1" });
  for (const options of [
    {},
    { query: "?overwriteMode=FailIfExists" },
    { more: { Replace: false } },
  ]) {
    const { status, body } = await push("twice", "1.0", { Branch: "b" }, options);
    expect([status, body.ErrorMessage]).toEqual([
      409,
      "Metadata for the specified Package ID and version already exists.",
    ]);
  }
  const kept = await push("Twice", "1.0", {}, { more: { OverwriteMode: "IgnoreIfExists" } });
  expect(kept.body).toMatchObject({ Branch: "main", BuildNumber: "1" });
  for (const [number, options] of [
    ["2", { query: "?overwriteMode=OverwriteExisting" }],
    ["3", { more: { overwritemode: "overwriteexisting" } }],
    ["4", { more: { replace: true } }],
  ] as const) {
    const replaced = await push("Twice", "1.0", { buildNumber: number }, options);
    expect([replaced.status, replaced.text]).toEqual([200, expect.stringContaining(kept.body.Id)]);
    expect(replaced.body).toMatchObject({ Branch: null, BuildNumber: number });
  }
});

test("one of many concurrent pushes succeeds", async () => {
  const pushes = await Promise.all(
    ["a", "b", "c"].map((Branch) => push("Raced", "1.0", { Branch })),
  );
  expect(pushes.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
});

test("accepts versions of any kind, and orders invalid ones last", async () => {
  for (const version of ["latest", "1.0", "2.0"]) await push("Image", version, {});
  const { Items } = await get("/api/build-information?packageId=Image");
  expect(Items.map(({ Version }: { Version: string }) => Version)).toEqual([
    "2.0",
    "1.0",
    "latest",
  ]);
});

test("pushing and replacing require separate permissions", async () => {
  const { key } = await organisation.personWith({ space: ["BuildInformationPush"] });
  expect((await push("Rights", "1.0", {}, { key })).status).toBe(200);
  const replaced = await push("Rights", "1.0", { Branch: "x" }, { key, more: { Replace: true } });
  expect([replaced.status, replaced.text]).toEqual([
    403,
    expect.stringContaining("Missing permission: BuildInformationAdminister"),
  ]);
});

test.each([
  [{}, ["PackageId is required.", "Version is required."]],
  [{ PackageId: "", Version: "1" }, ["PackageId must not be blank."]],
  [
    { PackageId: "a", Version: "1", OctopusBuildInformation: { Commits: 3 } },
    ["Commits must be a list."],
  ],
  [
    { PackageId: "a", Version: "1", OverwriteMode: "x" },
    [expect.stringMatching(/^overwriteMode must be one of/)],
  ],
])("%j is refused", async (body, errors) => {
  const answer = await server.call("POST", "/api/build-information", body);
  expect([answer.status, answer.body.Errors]).toEqual([400, errors]);
});
