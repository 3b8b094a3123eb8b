import { createHash, randomUUID } from "node:crypto";
import { packages } from "@indelible/domain";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { packageForm } from "../../../../../test/support/packages.ts";
import { startTestServer, type TestServer } from "../../../../../test/support/server.ts";
import { describeStores } from "../../../../../test/support/stores.ts";
import { PackageContent } from "./package-content.ts";

const HOUR = 3_600_000;
const MEGABYTE = 1024 * 1024;
const DAY_ONE = Date.parse("2030-01-01T00:00:00Z");

describeStores("the content of packages", (open) => {
  let database: Database;
  let server: TestServer;
  let content: PackageContent;
  let now = DAY_ONE;

  beforeAll(async () => {
    database = await open();
    const clock = () => new Date(now);
    server = await startTestServer(database, { clock });
    content = new PackageContent({ database, clock, newUuid: randomUUID });
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });
  beforeEach(() => {
    now += 10 * HOUR;
  });

  async function* bytes(...sizes: number[]): AsyncGenerator<Uint8Array> {
    for (const [i, size] of sizes.entries()) yield new Uint8Array(size).fill(i + 1);
  }

  async function count(table: string): Promise<number> {
    const text = `select count(*) as count from server.${table}`;
    const [row] = await database.query<{ count: number }>({ name: "", text }, []);
    return row?.count ?? -1;
  }

  async function push(fileName: string, text: string, query = ""): Promise<string> {
    const answer = await server.call(
      "POST",
      `/api/packages/raw${query}`,
      packageForm(fileName, text),
    );
    expect(answer.status, answer.text).toBe(201);
    return answer.body.Id;
  }

  async function read(id: string): Promise<string> {
    return (await gathered(content.read(id, await recorded(id)))).toString();
  }

  async function recorded(id: string) {
    const document = await server.trail.documentOf(packages, id);
    const { PackageSizeBytes: size = 0, Sha256: sha256 = "" } = document?.body ?? {};
    return { size, sha256 };
  }

  test("is identified by size and digests, however it is chunked", async () => {
    const staged = await content.stage(bytes(10, MEGABYTE, 1, 2 * MEGABYTE, 0, 7));
    const whole = await gathered(bytes(10, MEGABYTE, 1, 2 * MEGABYTE, 0, 7));
    const digest = (algorithm: string) => createHash(algorithm).update(whole).digest("hex");
    expect(staged).toEqual({
      id: staged.id,
      size: whole.length,
      sha1: digest("sha1"),
      sha256: digest("sha256"),
    });
    expect(await count("package_chunks")).toBe(4);
    await content.discard(staged.id);
    expect(await count("package_chunks")).toBe(0);
  });

  test("that cannot be read to its end leaves nothing", async () => {
    async function* broken() {
      yield* bytes(MEGABYTE, MEGABYTE);
      throw new RangeError("cut off");
    }
    await expect(content.stage(broken())).rejects.toThrow("cut off");
    expect([await count("package_contents"), await count("package_chunks")]).toEqual([0, 0]);
  });

  test("is removed after an hour without a package, unless it is still being received", async () => {
    const staged = await content.stage(bytes(10));
    now += HOUR;
    expect(await content.sweep()).toBe(0);
    async function* slow() {
      yield* bytes(MEGABYTE);
      now += HOUR;
      expect(await content.sweep()).toBe(1);
      yield* bytes(5);
    }
    const second = await content.stage(slow());
    await content.discard(staged.id);
    expect(await count("package_contents")).toBe(1);
    now += HOUR + 1;
    expect(await content.sweep()).toBe(1);
    await expect(content.stage(stalled())).rejects.toMatchObject({ code: "conflict" });
    expect([second.size, await count("package_contents")]).toEqual([MEGABYTE + 5, 0]);

    async function* stalled() {
      yield* bytes(MEGABYTE);
      now += HOUR + 1;
      expect(await content.sweep()).toBe(1);
      yield* bytes(5);
    }
  });

  test("that takes more than one statement to remove is removed", async () => {
    for (let i = 0; i < 23; i++) await content.stage(bytes(1));
    now += HOUR + 1;
    expect(await content.sweep()).toBe(23);
  });

  test("of a package is never removed", async () => {
    const id = await push("Kept.1.0.zip", "kept");
    now += 100 * HOUR;
    expect(await content.sweep()).toBe(0);
    expect(await read(id)).toBe("kept");
  });

  test("that was replaced can still be read for an hour", async () => {
    const id = await push("Replaced.1.0.zip", "old");
    const reading = content.read(id, await recorded(id));
    expect(Buffer.from((await reading.next()).value ?? []).toString()).toBe("old");
    await push("Replaced.1.0.zip", "new", "?overwriteMode=OverwriteExisting");
    expect(await content.sweep()).toBe(0);
    expect((await reading.next()).done).toBe(true);
    expect(await read(id)).toBe("new");
    now += HOUR + 1;
    expect(await content.sweep()).toBe(1);
    expect(await read(id)).toBe("new");
  });

  describe("is deleted with its package", () => {
    test.each(["deleted", "deleted by direct SQL", "deleted with its space"])("%s", async (how) => {
      const kept = await count("package_contents");
      if (how === "deleted with its space") {
        const space = (await server.call("POST", "/api/spaces", { Name: "Doomed" })).body;
        const form = packageForm("Gone.1.0.zip", "gone");
        expect((await server.call("POST", `/api/${space.Id}/packages/raw`, form)).status).toBe(201);
        await server.call("PUT", `/api/spaces/${space.Id}`, { TaskQueueStopped: true });
        expect((await server.call("DELETE", `/api/spaces/${space.Id}`)).status).toBe(200);
      } else {
        const id = await push("Gone.1.0.zip", "gone");
        const text = "delete from trail.documents where id = $1";
        if (how === "deleted") await server.call("DELETE", `/api/packages/${id}`);
        else await database.query({ name: "", text }, [id]);
      }
      expect(await count("package_contents")).toBe(kept + 1);
      now += HOUR + 1;
      expect(await content.sweep()).toBe(1);
      expect(await count("package_contents")).toBe(kept);
    });
  });

  test("cannot be assigned to a package that was changed concurrently", async () => {
    const id = await push("Raced.1.0.zip", "first");
    const snapshot = await server.trail.read({ ids: [id], mentions: ["feeds-builtin"], events: 1 });
    const before = snapshot.document(id);
    const staged = await content.stage(bytes(3));
    const handover = await content.handover(staged.id, id);
    await push("Raced.1.0.zip", "second", "?overwriteMode=OverwriteExisting");
    const body = { ...before.body, Sha256: staged.sha256 };
    const change = { kind: "modify", type: packages, before, body } as const;
    const act = { actor: { ...SYSTEM }, correlationId: "race" };
    await expect(server.trail.commit(act, snapshot, [change], [handover])).rejects.toMatchObject({
      code: "stale",
    });
    expect(await read(id)).toBe("second");
    await content.discard(staged.id);
  });

  test("that was altered in the database is reported as damaged", async () => {
    const id = await push("Altered.1.0.zip", "as pushed");
    const alter = `update server.package_chunks set bytes = 'altered!!' where content_id =
      (select id from server.package_contents where document_id = $1)`;
    await database.query({ name: "", text: alter }, [id]);
    await expect(read(id)).rejects.toMatchObject({
      code: "damaged",
      message: `The content of ${id} is not what was pushed.`,
    });
    const remove = "delete from server.package_contents where document_id = $1";
    await database.query({ name: "", text: remove }, [id]);
    await expect(read(id)).rejects.toMatchObject({ code: "damaged" });
  });
});

async function gathered(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
}

const SYSTEM = {
  userId: "users-system",
  username: "system",
  isService: false,
  identityEstablishedWith: "",
  userAgent: "",
  ipAddress: null,
  apiKeyId: null,
  apiKeyHint: null,
};
