import type { Database } from "@indelible/trail";
import { expect, test } from "vitest";
import { captureLog } from "../../../../test/support/captured-log.ts";
import { startTestServer } from "../../../../test/support/server.ts";
import { describeStores } from "../../../../test/support/stores.ts";

const SEEN_BY_ALL = `create or replace function trail.is_visible(
  event_space text, event_scopes jsonb, grants jsonb
) returns boolean language sql immutable as 'select true'`;
const FOUND =
  "Function trail.is_visible(event_space text, event_scopes jsonb, grants jsonb) is not the one of the migrations: its body differs.";

describeStores("a server whose database has another schema", (open) => {
  async function bodyOf(database: Database): Promise<string> {
    const text = "select prosrc from pg_proc where oid = 'trail.is_visible'::regproc";
    const [row] = await database.query<{ prosrc: string }>({ name: "", text }, []);
    return row?.prosrc ?? "";
  }

  test("raises an alarm at its start, still records changes, and ends it after a repair", async () => {
    const database = await open();
    await (await startTestServer(database)).close();
    const original = await bodyOf(database);
    await database.script(SEEN_BY_ALL);
    const log = captureLog();
    const server = await startTestServer(database, { log });
    const get = async (url: string) => (await server.call("GET", url)).body;
    expect(await get("/readyz")).toMatchObject({
      status: "degraded",
      alarms: [expect.stringContaining(FOUND)],
    });
    expect((await get("/api/ledger")).Alarms).toEqual([
      expect.objectContaining({ Code: "schema", Found: FOUND, IsSigningStopped: false }),
    ]);
    expect(log.errors().map(({ err }) => err?.message)).toEqual([expect.stringContaining(FOUND)]);
    expect((await server.call("GET", "/metrics")).text).toContain("indelible_ledger_alarms 1");
    const saved = await server.call("POST", "/api/environments", { Name: "Saved" });
    expect(saved.status).toBe(201);
    await server.sequencer.drain();

    await database.script(SEEN_BY_ALL.replace("'select true'", () => `$$${original}$$`));
    const loop = server.loops.find(({ occasion }) => occasion.includes("schema"));
    const running = loop?.start((error) => log.logger.error(error));
    await expect.poll(() => get("/readyz"), { timeout: 60_000 }).toMatchObject({ alarms: [] });
    await running?.stop();
    await server.call("POST", "/api/environments", { Name: "Later" });
    await server.sequencer.drain();
    const { Items } = await get("/api/events?regarding=Ledgers-1&includeSystem=true");
    const messages = Items.map(({ Message }: { Message: string }) => Message);
    expect(messages).toEqual(
      expect.arrayContaining([
        `Ledger raised the alarm 'schema': ${FOUND}`,
        "Ledger ended the alarm 'schema'",
      ]),
    );
    await server.close();
    await database.close();
  });
});
