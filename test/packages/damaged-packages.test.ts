import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { checkPackages } from "@indelible/checks";
import type { Database, Finding } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { captureLog } from "../support/captured-log.ts";
import { packageForm } from "../support/packages.ts";
import { ADMIN_KEY, startTestServer, type TestServer } from "../support/server.ts";
import { describeStores } from "../support/stores.ts";

const MEGABYTE = 1024 * 1024;
/** Three chunks, the last of half a megabyte. */
const SIZE = 2.5 * MEGABYTE;
const CHUNKS = "server.package_chunks where content_id = $content";
const HALF = "decode(repeat('00', 524288), 'hex')";

/** Changes of the content, each undone by restoring all rows. */
const CHANGES: readonly (readonly [what: string, sql: string])[] = [
  [
    "the first byte changed",
    `update server.package_chunks set bytes = set_byte(bytes, 0, 7)
    where content_id = $content and number = 0`,
  ],
  [
    "the last byte changed",
    `update server.package_chunks set bytes = set_byte(bytes, 524287, 7)
    where content_id = $content and number = 2`,
  ],
  [
    "two chunks swapped",
    `update server.package_chunks set number = -1 - number
    where content_id = $content and number < 2;
    update server.package_chunks set number = case number when -1 then 1 else 0 end
    where content_id = $content and number < 0`,
  ],
  ["the last chunk missing", `delete from ${CHUNKS} and number = 2`],
  ["a chunk in the middle missing", `delete from ${CHUNKS} and number = 1`],
  [
    "the middle missing and the end filled up",
    `delete from ${CHUNKS} and number = 1;
    insert into server.package_chunks select $content, 1, ${HALF} || ${HALF}`,
  ],
  ["all chunks missing", `delete from ${CHUNKS}`],
  ["a chunk more", `insert into server.package_chunks select $content, 3, ${HALF}`],
  [
    "wrong bytes, and a chunk more",
    `update server.package_chunks set bytes = set_byte(bytes, 9, 7)
    where content_id = $content and number = 2;
    insert into server.package_chunks select $content, 3, ${HALF}`,
  ],
  [
    "wrong bytes, and an empty chunk more",
    `update server.package_chunks
    set bytes = set_byte(bytes, 9, 7) where content_id = $content and number = 2;
    insert into server.package_chunks select $content, 3, ''`,
  ],
  [
    "one chunk that is too large",
    `insert into server.package_chunks
    select $content, 9, string_agg(bytes, '' order by number) from ${CHUNKS};
    delete from ${CHUNKS} and number < 9;
    update server.package_chunks set number = 0, bytes = set_byte(bytes, 9, 7)
    where content_id = $content`,
  ],
  ["no content", "delete from server.package_contents where id = $content"],
];

interface Download {
  readonly status: number | undefined;
  readonly bytes: Buffer;
  /** Whether the answer ended as its headers said. */
  readonly isComplete: boolean;
}

describeStores("a package whose bytes are not the recorded ones", (open) => {
  let database: Database;
  let server: TestServer;
  let address: string;
  let id: string;
  let content: string;
  const pushed = Buffer.alloc(SIZE);

  beforeAll(async () => {
    for (let at = 0; at < SIZE; at++) {
      pushed.writeUInt8((at * 7 + Math.floor(at / MEGABYTE)) % 251, at);
    }
    database = await open();
    server = await startTestServer(database, { log: captureLog() });
    address = await server.app.listen({ port: 0, host: "127.0.0.1" });
    const form = packageForm("Shop.1.0.zip", new Uint8Array(pushed));
    const answer = await server.call("POST", "/api/packages/raw", form);
    expect(answer.status, answer.text).toBe(201);
    id = answer.body.Id;
    content = await contentOf();
    await database.script(`
      create table public.kept_contents as select * from server.package_contents;
      create table public.kept_chunks as select * from server.package_chunks`);
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  async function contentOf(): Promise<string> {
    const text = "select id::text as id from server.package_contents where document_id = $1";
    const [row] = await database.query<{ id: string }>({ name: "", text }, [id]);
    return row?.id ?? "";
  }

  async function change(sql: string): Promise<void> {
    await database.script(sql.replaceAll("$content", `'${content}'::uuid`));
  }

  async function restore(): Promise<void> {
    await database.script(`
      delete from server.package_chunks;
      delete from server.package_contents;
      insert into server.package_contents select * from public.kept_contents;
      insert into server.package_chunks select * from public.kept_chunks`);
  }

  /** A download through a socket; never fails. */
  async function download(method = "GET", headers = {}): Promise<Download> {
    const sent = request(`${address}/api/packages/${id}/raw`, {
      method,
      headers: { "X-Octopus-ApiKey": ADMIN_KEY, ...headers },
      agent: false,
    }).end();
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    const parts: Buffer[] = [];
    try {
      for await (const part of answer) parts.push(part);
    } catch {
      // Cut off: `complete` reports it.
    }
    const bytes = Buffer.concat(parts);
    return { status: answer.statusCode, bytes, isComplete: answer.complete };
  }

  async function findings(): Promise<Finding[]> {
    const found: Finding[] = [];
    const report = (...more: readonly Finding[]) => void found.push(...more);
    await database.transaction((connection) => checkPackages({ connection, report }));
    return found;
  }

  test("that was not changed is delivered whole", async () => {
    const whole = await download();
    expect([whole.status, whole.isComplete, whole.bytes.equals(pushed)]).toEqual([200, true, true]);
    const range = await download("GET", { Range: "bytes=0-9" });
    expect([range.status, range.bytes.equals(pushed)]).toEqual([200, true]);
    const head = await download("HEAD");
    expect([head.status, head.bytes.length]).toEqual([200, 0]);
    expect(await findings()).toEqual([]);
  });

  test.each(CHANGES)("(%s) is not delivered as if whole, and verify names it", async (_, sql) => {
    await change(sql);
    try {
      for (const headers of [{}, { Range: "bytes=0-9" }, { Range: `bytes=${SIZE - 5}-` }]) {
        const { status, bytes, isComplete } = await download("GET", headers);
        const looksWhole = status === 200 && (isComplete || bytes.length >= SIZE);
        expect({ looksWhole, isRight: bytes.equals(pushed) }).toEqual({
          looksWhole: false,
          isRight: false,
        });
      }
      expect(await findings()).toEqual([
        {
          kind: expect.stringMatching(/changed|missing/),
          eventId: null,
          index: null,
          detail: expect.stringContaining(`The content of the package ${id} is`),
        },
      ]);
    } finally {
      await restore();
    }
  });

  test("that has one chunk is refused with a message", async () => {
    const { body } = await server.call("POST", "/api/packages/raw", packageForm("A.1.0.zip", "1"));
    await database.query(
      {
        name: "",
        text: `update server.package_chunks set bytes = '2' where content_id =
          (select id from server.package_contents where document_id = $1)`,
      },
      [body.Id],
    );
    const answer = await server.call("GET", `/api/packages/${body.Id}/raw`);
    expect([answer.status, answer.body.ErrorMessage]).toEqual([
      500,
      `The content of ${body.Id} is not what was pushed.`,
    ]);
  });
});
