import { createHash } from "node:crypto";
import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Organisation } from "../access/organisation.ts";
import { checkEverything } from "../support/check-everything.ts";
import { packageForm } from "../support/packages.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { describeStores } from "../support/stores.ts";

const LIMIT = 100_000;

describeStores("packages", (open) => {
  let database: Database;
  let server: TestServer;
  let organisation: Organisation;

  beforeAll(async () => {
    database = await open();
    server = await startTestServer(database, { packageBytesMax: LIMIT });
    organisation = new Organisation(server);
  });
  afterAll(async () => {
    await checkEverything(database, DOCUMENT_DEFINITIONS);
    await server.close();
    await database.close();
  });

  function push(fileName: string, content = "content", query = "", key?: string) {
    const options = key === undefined ? {} : { key };
    const url = `/api/packages/raw${query}`;
    return server.call("POST", url, packageForm(fileName, content), options);
  }

  async function get(url: string) {
    const answer = await server.call("GET", url);
    expect(answer.status, answer.text).toBe(200);
    return answer.body;
  }

  async function eventsOf(id: string) {
    return (await get(`/api/events?regarding=${id}`)).Items;
  }

  async function contents(): Promise<number> {
    const text =
      "select count(*) as count from server.package_contents where document_id is not null";
    const [row] = await database.query<{ count: number }>({ name: "", text }, []);
    return row?.count ?? -1;
  }

  test("a push creates a package, with an event that has the digest of the content", async () => {
    const answer = await push("Shop.Web.1.2.0-rc.1.tar.gz", "some bytes");
    expect(answer.status, answer.text).toBe(201);
    expect(answer.headers.location).toBe(answer.body.Links.Self);
    expect(answer.body).toMatchObject({
      Id: expect.stringMatching(/^Packages-\d+$/),
      FeedId: "feeds-builtin",
      PackageId: "Shop.Web",
      Version: "1.2.0-rc.1",
      FileExtension: ".tar.gz",
      PackageSizeBytes: 10,
      Hash: createHash("sha1").update("some bytes").digest("hex"),
      Sha256: createHash("sha256").update("some bytes").digest("hex"),
      Title: "Shop.Web",
      PackageVersionBuildInformation: null,
    });
    const events = await eventsOf(answer.body.Id);
    expect(events).toEqual([
      expect.objectContaining({
        Category: "Created",
        DocumentType: "Packages",
        Message: "Package Shop.Web 1.2.0-rc.1 was pushed",
        RelatedDocumentIds: [answer.body.Id, "feeds-builtin"],
      }),
    ]);
    expect(events[0].ChangeDetails.DocumentContext.Sha256).toBe(answer.body.Sha256);
  });

  test("is found by its id, and by the ids of Octopus clients", async () => {
    const { Id } = (await push("Named.1.0.zip")).body;
    const names = [Id, "packages-Named.1.0", "Packages-NAMED.1.0", "Named.1.0"];
    for (const name of names) expect((await get(`/api/packages/${name}`)).Id).toBe(Id);
    for (const name of ["packages-Named.1.1", "packages-Named", "feeds-builtin", "Named"]) {
      expect((await server.call("GET", `/api/packages/${name}`)).status).toBe(404);
    }
  });

  test("is downloaded as it was pushed", async () => {
    await push("Läden.1.0.zip", "of the shop");
    const answer = await server.call("GET", `/api/packages/${encodeURIComponent("Läden.1.0")}/raw`);
    expect(answer).toMatchObject({ status: 200, text: "of the shop" });
    expect(answer.headers).toMatchObject({
      "content-type": "application/octet-stream",
      "content-length": "11",
      "content-disposition": "attachment; filename*=UTF-8''L%C3%A4den.1.0.zip",
    });
  });

  describe("a version that already exists", () => {
    test("is refused unless the request has an overwrite mode", async () => {
      const first = (await push("Twice.1.0.zip", "first")).body;
      for (const query of ["", "?overwriteMode=FailIfExists", "?replace=false"]) {
        for (const name of ["Twice.1.0.zip", "TWICE.1.0.tgz"]) {
          const { status, body } = await push(name, "second", query);
          expect(status).toBe(409);
          expect(body.ErrorMessage).toBe(
            "A package with the same name and version already exists.",
          );
        }
      }
      const ignored = await push("Twice.1.0.zip", "second", "?overwriteMode=ignoreifexists");
      expect([ignored.status, ignored.body]).toEqual([200, first]);
      expect(await eventsOf(first.Id)).toHaveLength(1);
    });

    test.each(["?overwriteMode=OverwriteExisting", "?replace=true"])(
      "is replaced by %s",
      async (query) => {
        const name = `Replaced-${query.length}.1.0`;
        const { Id, Sha256 } = (await push(`${name}.zip`, "first")).body;
        const second = await push(`${name}.nupkg`, "second", query);
        expect([second.status, second.body.Id]).toEqual([201, Id]);
        const [event] = await eventsOf(Id);
        expect(event).toMatchObject({
          Category: "Modified",
          Message: `Package Replaced-${query.length} 1.0 was replaced`,
        });
        expect(event.ChangeDetails.DocumentContext.Sha256).toBe(Sha256);
        const changed = event.ChangeDetails.Differences.map(({ path }: { path: string }) => path);
        expect(changed).toEqual(
          expect.arrayContaining(["/Sha256", "/FileExtension", "/PackageSizeBytes"]),
        );
        expect((await server.call("GET", `/api/packages/${Id}/raw`)).text).toBe("second");
      },
    );

    test("is not changed, without an event, by the same bytes", async () => {
      const first = (await push("Same.1.0.zip", "same")).body;
      const second = await push("Same.1.0.zip", "same", "?replace=true");
      expect([second.status, second.body]).toEqual([200, first]);
      expect(await eventsOf(first.Id)).toHaveLength(1);
    });
  });

  test("of many concurrent pushes of one version one succeeds, and of replacements the last", async () => {
    const before = await contents();
    const pushes = await Promise.all(
      ["a", "b", "c", "d", "e"].map((content) => push("Raced.1.0.zip", content)),
    );
    expect(pushes.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    const replacements = await Promise.all(
      ["x", "y", "z"].map((content) => push("Raced.1.0.zip", content, "?replace=true")),
    );
    expect(replacements.map(({ status }) => status)).toEqual([201, 201, 201]);
    const { Sha256 } = await get("/api/packages/Raced.1.0");
    const { text } = await server.call("GET", "/api/packages/Raced.1.0/raw");
    expect(createHash("sha256").update(text).digest("hex")).toBe(Sha256);
    expect(await contents()).toBe(before + 1);
  });

  test("a deleted version can be pushed again, and is another package", async () => {
    const first = (await push("Phoenix.1.0.zip")).body;
    expect((await server.call("DELETE", "/api/packages/packages-Phoenix.1.0")).status).toBe(200);
    expect((await server.call("GET", `/api/packages/${first.Id}/raw`)).status).toBe(404);
    const second = (await push("Phoenix.1.0.zip")).body;
    expect(second.Id).not.toBe(first.Id);
    const [deletion] = await eventsOf(first.Id);
    expect(deletion).toMatchObject({
      Category: "Deleted",
      Message: "Package Phoenix 1.0 was deleted",
    });
  });

  test("several are deleted together, one event each, with one correlation id", async () => {
    const ids: string[] = [];
    for (const n of [1, 2, 3, 4]) ids.push((await push(`Bulk.${n}.0.zip`)).body.Id);
    const [a, b, c, d] = ids;
    expect((await server.call("DELETE", "/api/packages/bulk", { Ids: [a, b] })).status).toBe(200);
    expect((await server.call("DELETE", `/api/packages/bulk?ids=${c},${d}`)).status).toBe(200);
    const deletions = await Promise.all([a, b].map(async (id) => (await eventsOf(String(id)))[0]));
    expect(deletions.map(({ Category }) => Category)).toEqual(["Deleted", "Deleted"]);
    expect(deletions[0].CorrelationId).toBe(deletions[1].CorrelationId);
    expect((await get("/api/packages?nuGetPackageId=Bulk")).Items).toEqual([]);
    const kept = (await push("Bulk.5.0.zip")).body.Id;
    const half = await server.call("DELETE", `/api/packages/bulk?ids=${kept},Packages-9999`);
    expect(half.status).toBe(404);
    expect((await get(`/api/packages/${kept}`)).Id).toBe(kept);
    expect((await server.call("DELETE", `/api/packages/bulk?ids=${kept},${kept}`)).status).toBe(
      200,
    );
    const none = await server.call("DELETE", "/api/packages/bulk", {});
    expect([none.status, none.body.Errors]).toEqual([
      400,
      [expect.stringMatching(/^Ids is required/)],
    ]);
  });

  test("lists have the newest version first, or only the newest", async () => {
    for (const version of ["1.9", "1.10", "2.0-beta", "1.10.0.1", "0.1"]) {
      await push(`Ordered.One.${version}.zip`);
    }
    await push("Ordered.Two.1.0.zip");
    const versions = async (query: string) => {
      const { Items, TotalResults } = await get(`/api/packages?${query}`);
      const shown = Items.map((item: { PackageId: string; Version: string }) => {
        return `${item.PackageId} ${item.Version}`;
      });
      return [TotalResults, ...shown];
    };
    const one = ["2.0-beta", "1.10.0.1", "1.10", "1.9", "0.1"].map((text) => `Ordered.One ${text}`);
    expect(await versions("nuGetPackageId=ordered.one")).toEqual([5, ...one]);
    expect(await versions("nuGetPackageId=ordered.one&skip=1&take=2")).toEqual([
      5,
      ...one.slice(1, 3),
    ]);
    expect(await versions("nuGetPackageId=ordered.one&skip=9")).toEqual([5]);
    expect(await versions("nuGetPackageId=ordered.one&latest=true")).toEqual([1, one[0]]);
    expect(await versions("filter=ORDERED")).toEqual([2, one[0], "Ordered.Two 1.0"]);
    expect(await versions("filter=ORDERED&latest=false")).toEqual([6, ...one, "Ordered.Two 1.0"]);
    expect(await versions("filter=%25")).toEqual([0]);
    expect((await versions("take=2147483647"))[0]).toBeGreaterThan(10);
  });

  test("the same package in two spaces is two packages", async () => {
    const other = await organisation.space();
    const here = (await push("Shared.1.0.zip", "here")).body;
    const form = packageForm("Shared.1.0.zip", "there");
    const there = (await server.call("POST", `/api/${other}/packages/raw`, form)).body;
    expect([here.SpaceId, there.SpaceId]).toEqual(["Spaces-1", other]);
    expect(there.FeedId).toBe(`feeds-builtin-${other}`);
    for (const [space, id, text] of [
      ["Spaces-1", here.Id, "here"],
      [other, there.Id, "there"],
    ]) {
      expect((await get(`/api/${space}/packages/packages-Shared.1.0`)).Id).toBe(id);
      expect((await server.call("GET", `/api/${space}/packages/Shared.1.0/raw`)).text).toBe(text);
      expect((await get(`/api/${space}/packages?filter=Shared`)).TotalResults).toBe(1);
    }
    expect((await server.call("GET", `/api/${other}/packages/${here.Id}`)).status).toBe(404);
    await server.call("DELETE", `/api/${other}/packages/packages-Shared.1.0`);
    expect((await server.call("GET", "/api/packages/Shared.1.0/raw")).text).toBe("here");
  });

  test.each([
    [
      "Hello.zip",
      /'Hello.zip' is not a valid package file name: it must be an id, a dot, a version/,
    ],
    ["Hello.1.0.0.exe", /is not a valid package file name/],
    ["Hello 2.1.0.zip", /is not a valid package file name/],
    [`${"x".repeat(250)}.1.0.zip`, /'x{100}' is not a valid/],
  ])("%s is refused", async (fileName, sentence) => {
    const before = await contents();
    const { status, body } = await push(fileName);
    expect([status, body.Errors]).toEqual([400, [expect.stringMatching(sentence)]]);
    expect(await contents()).toBe(before);
  });

  test("an empty file, a file above the limit and an unknown mode are refused", async () => {
    const empty = await push("Empty.1.0.zip", "");
    expect([empty.status, empty.body.Errors]).toEqual([400, ["The file is empty."]]);
    const large = await push("Large.1.0.zip", "x".repeat(LIMIT + 1));
    expect([large.status, large.body.ErrorMessage]).toEqual([
      413,
      "The file has more than 100000 bytes.",
    ]);
    expect((await push("Large.1.0.zip", "x".repeat(LIMIT))).status).toBe(201);
    const strange = await push("Mode.1.0.zip", "x", "?overwriteMode=Perhaps");
    expect(strange.body.Errors).toEqual([
      "overwriteMode must be one of FailIfExists, OverwriteExisting, IgnoreIfExists, not 'Perhaps'.",
    ]);
    const all = await database.query({ name: "", text: "select from server.package_contents" }, []);
    expect(all.length).toBeGreaterThanOrEqual(await contents());
  });

  test("pushing, replacing, downloading and seeing require separate permissions", async () => {
    const holder = async (...space: string[]) => (await organisation.personWith({ space })).key;
    const [pusher, admin, viewer] = [
      await holder("BuiltInFeedPush"),
      await holder("BuiltInFeedPush", "BuiltInFeedAdminister"),
      await holder("FeedView"),
    ];
    const refusal = (permission: string) =>
      expect.stringContaining(`Missing permission: ${permission}`);
    expect((await push("Rights.1.0.zip", "a", "", pusher)).status).toBe(201);
    const replaced = await push("Rights.1.0.zip", "b", "?replace=true", pusher);
    expect([replaced.status, replaced.text]).toEqual([403, refusal("BuiltInFeedAdminister")]);
    expect((await push("Rights.1.0.zip", "b", "?replace=true", admin)).status).toBe(201);
    const pushed = await push("Rights.2.0.zip", "a", "", viewer);
    expect([pushed.status, pushed.text]).toEqual([403, refusal("BuiltInFeedPush")]);
    const raw = await server.call("GET", "/api/packages/Rights.1.0/raw", undefined, {
      key: viewer,
    });
    expect([raw.status, raw.text]).toEqual([403, refusal("BuiltInFeedDownload")]);
    const listed = await server.call("GET", "/api/packages", undefined, { key: pusher });
    expect([listed.status, listed.text]).toEqual([403, refusal("FeedView")]);
  });

  test("deployments read packages by space, id and version, or the newest", async () => {
    await push("Runner.1.0.zip", "one");
    await push("Runner.2.0-rc.zip", "two");
    const { repository } = server;
    const found = await repository.openPackage("Spaces-1", "runner", "1.0");
    expect(found).toMatchObject({ fileName: "Runner.1.0.zip", size: 3 });
    const parts: Uint8Array[] = [];
    for await (const part of found?.open() ?? []) parts.push(part);
    expect(Buffer.concat(parts).toString()).toBe("one");
    expect(await repository.openPackage("Spaces-1", "runner", "3.0")).toBeUndefined();
    expect(await repository.openPackage("Spaces-2", "runner", "1.0")).toBeUndefined();
    const latest = (filter?: object) => repository.latestVersion("Spaces-1", "Runner", filter);
    expect(await latest()).toBe("2.0-rc");
    expect(await latest({ prerelease: false })).toBe("1.0");
    expect(await latest({ range: "[1.0,2.0)", prerelease: false })).toBe("1.0");
    expect(await latest({ range: "(2.0,)" })).toBeUndefined();
  });
});
