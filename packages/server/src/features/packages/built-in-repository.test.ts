import { packages } from "@indelible/domain";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packageForm } from "../../../../../test/support/packages.ts";
import { startTestServer, type TestServer } from "../../../../../test/support/server.ts";
import { openStore } from "../../../../../test/support/stores.ts";
import { listVersions } from "./list-versions.ts";
import { packageHooks } from "./package-hooks.ts";

const SPACE = "Spaces-1";
let database: Database;
let server: TestServer;

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database);
  for (const version of ["1.2.0", "1.10.0", "1.10.1-beta.1"]) {
    await push(`Shop.Web.${version}.zip`, version);
  }
  await push("Api.2.0.0.tar.gz", "api");
});
afterAll(async () => {
  await server.close();
  await database.close();
});

async function push(fileName: string, text: string): Promise<void> {
  const form = packageForm(fileName, text);
  expect((await server.call("POST", "/api/packages/raw", form)).status).toBe(201);
}

test.each([
  [{}, "1.10.1-beta.1"],
  [{ prerelease: false }, "1.10.0"],
  [{ range: "[1.0,1.5)" }, "1.2.0"],
  [{ tag: "^beta" }, "1.10.1-beta.1"],
  [{ range: "[2.0,)" }, undefined],
])("the newest version with %j is %s", async (filter, expected) => {
  expect(await server.repository.latestVersion(SPACE, "shop.web", filter)).toBe(expected);
});

test("versions are listed newest first, also by a part of the version", async () => {
  const versions = async (partialVersion?: string) => {
    const found = await server.repository.versions(SPACE, "Shop.Web", { partialVersion });
    return found.map(({ body }) => body.Version);
  };
  expect(await versions()).toEqual(["1.10.1-beta.1", "1.10.0", "1.2.0"]);
  expect(await versions("1.10")).toEqual(["1.10.1-beta.1", "1.10.0"]);
  expect(await server.repository.versions("Spaces-2", "Shop.Web", {})).toEqual([]);
});

test("a package is opened by id and version, case-insensitive", async () => {
  const opened = await server.repository.openPackage(SPACE, "API", "2.0.0");
  expect(opened).toMatchObject({ fileName: "Api.2.0.0.tar.gz", size: 3 });
  const chunks: Uint8Array[] = [];
  for await (const chunk of opened?.open() ?? []) chunks.push(chunk);
  expect(Buffer.concat(chunks).toString()).toBe("api");
  expect(await server.repository.openPackage(SPACE, "Api", "2.0.1")).toBeUndefined();
});

test("a page of versions has the total, and of each package all versions or the newest", async () => {
  const list = async (query: Partial<Parameters<typeof listVersions>[1]>) => {
    const page = { type: packages, spaceId: SPACE, skip: 0, take: 10, ...query };
    const { documents, total } = await listVersions({ trail: server.trail, database }, page);
    return [documents.map(({ title }) => title), total];
  };
  expect(await list({ latest: true })).toEqual([["Api 2.0.0", "Shop.Web 1.10.1-beta.1"], 2]);
  expect(await list({ partialPackageId: "SHOP", skip: 1, take: 1 })).toEqual([
    ["Shop.Web 1.10.0"],
    3,
  ]);
  expect(await list({ packageId: "none" })).toEqual([[], 0]);
});

test.each([
  ["packages-Shop.Web.1.2.0", "Shop.Web 1.2.0"],
  ["shop.web.1.2.0", "Shop.Web 1.2.0"],
  ["Packages-Shop.Web.9.9.9", undefined],
  ["Shop", undefined],
])("the reference %s finds %s", async (reference, expected) => {
  const found = await packageHooks(server.trail).find?.(SPACE, reference);
  expect(found?.title).toBe(expected);
});
