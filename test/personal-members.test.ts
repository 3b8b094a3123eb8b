import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "@indelible/cli";
import { createVerifier, newSignerKey } from "@indelible/ledger";
import { type Database, PERSONAL_MEMBERS, sha256Hex, verifyTrail } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exportDirectory } from "../packages/cli/src/export/export-directory.ts";
import { startTestServer, type TestServer } from "./support/server.ts";
import { describeStores } from "./support/stores.ts";
import { nonceOf, secrets } from "./support/tampering.ts";
import { temporaryDirectory } from "./support/temporary-directory.ts";
import { testWorld } from "./support/world.ts";

// Personal members: recorded as commitments, shown with their values, erased without a trace in
// digests and proofs.

const key = await newSignerKey("indelible/test", "note", new Uint8Array(32).fill(9));
const log = { origin: key.name, verifiers: [createVerifier(key)] };

describeStores("personal members of events", (open) => {
  let database: Database;
  let server: TestServer;
  let id: string;

  beforeAll(async () => {
    database = await open();
    server = await startTestServer(database, { personalMembers: PERSONAL_MEMBERS });
    const made = await server.call("POST", "/api/environments", { Name: "Test" });
    expect(made.status).toBe(201);
    const events = await server.call("GET", `/api/events?regarding=${made.body.Id}`);
    id = events.body.Items[0].Id;
    await server.sequencer.drain();
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  const findings = async () =>
    (await verifyTrail(database, { log, nonceOf, secrets })).findings.map(({ detail }) => detail);

  function erase(member: string): Promise<void> {
    const number = id.slice("Events-".length);
    return database.script(
      `delete from trail.event_personal where event_id = ${number} and member = '${member}'`,
    );
  }

  async function verifiedOffline(change: (lines: string[]) => string[] = (lines) => lines) {
    const folder = join(temporaryDirectory(), "export");
    await exportDirectory(database, folder, { key });
    const file = join(folder, "personal.jsonl");
    expect(existsSync(file)).toBe(true);
    const lines = change(readFileSync(file, "utf8").trimEnd().split("\n"));
    writeFileSync(file, lines.map((line) => `${line}\n`).join(""));
    const world = testWorld();
    const code = await runProgram(world, ["verify", "--dir", folder, "--json"]);
    return { code, findings: JSON.parse(world.printed()).findings as { detail: string }[] };
  }

  test("are shown with their values, and the event has only commitments", async () => {
    const shown = (await server.call("GET", `/api/events/${id}`)).body;
    expect(shown).toMatchObject({ Username: "admin", UserAgent: "test-client/1.0" });
    const proof = (await server.call("GET", `/api/events/${id}/proof`)).body;
    const recorded = JSON.parse(proof.Event);
    expect(recorded).toMatchObject({ Username: null, UserAgent: null, ApiKeyHint: null });
    for (const [member, { Salt, Value }] of Object.entries<{ Salt: string; Value: string }>(
      proof.Personal,
    )) {
      expect(Value).toBe(shown[member]);
      expect(recorded.Personal[member]).toBe(sha256Hex(JSON.stringify([Salt, Value])));
      expect(proof.Event).not.toContain(JSON.stringify(Value));
    }
    expect(Object.keys(proof.Personal).sort()).toEqual(Object.keys(recorded.Personal).sort());
    const csv = (await server.call("GET", "/api/events?asCsv=true")).text;
    expect(csv).toContain("admin");
  });

  test("verify, in the store and exported", async () => {
    expect(await findings()).toEqual([]);
    expect(await verifiedOffline()).toEqual({ code: 0, findings: [] });
  });

  test("cannot be replaced, and a replaced value is neither shown nor verified", async () => {
    const update = `update trail.event_personal set value = 'mallory' where member = 'Username'`;
    await expect(database.script(update)).rejects.toMatchObject({ code: "TR405" });
    const forced = (value: string) =>
      database.script(`set session_replication_role = replica;
        update trail.event_personal set value = '${value}'
        where member = 'Username' and event_id = ${id.slice("Events-".length)};
        set session_replication_role = origin`);
    await forced("mallory");
    expect((await server.call("GET", `/api/events/${id}`)).body.Username).toBeNull();
    expect(await findings()).toEqual(["The stored value of Username is not the one committed to."]);
    await forced("admin");
    expect(await findings()).toEqual([]);
  });

  test("of events that have no commitment are found", async () => {
    const other = "insert into trail.event_personal values (999999, 'Username', 's', 'mallory')";
    await database.script(other);
    expect(await findings()).toEqual(["It has no commitment to a value of Username."]);
    await database.script("delete from trail.event_personal where event_id = 999999");
  });

  test("are found when changed, added or in another order in an export", async () => {
    const changed = await verifiedOffline(([first = "", ...rest]) => [
      first.replace(/"Value":"[^"]*"/, '"Value":"mallory"'),
      ...rest,
    ]);
    expect(changed).toMatchObject({ code: 1, findings: [{ kind: "changed" }] });
    const last = '{"EventId":"Events-999999","Member":"Username","Salt":"","Value":""}';
    for (const change of [
      (lines: string[]) => [...lines, last],
      (lines: string[]) => lines.toReversed(),
      (lines: string[]) => ["null", "not JSON", ...lines],
    ]) {
      expect(await verifiedOffline(change)).toMatchObject({
        code: 1,
        findings: [{ kind: "inserted" }],
      });
    }
  });

  test("are null once they are erased, and everything still verifies", async () => {
    const before = (await server.call("GET", `/api/events/${id}/proof`)).body;
    await erase("Username");
    const shown = (await server.call("GET", `/api/events/${id}`)).body;
    expect(shown).toMatchObject({ Username: null, UserAgent: "test-client/1.0" });
    const after = (await server.call("GET", `/api/events/${id}/proof`)).body;
    expect(after.Personal.Username).toBeUndefined();
    expect(after.Event).toBe(before.Event);
    expect(await findings()).toEqual([]);
    expect(await verifiedOffline()).toEqual({ code: 0, findings: [] });
  });

  test("find their events by other terms, not by the user agent", async () => {
    const byUser = await server.call("GET", "/api/events?users=Users-1");
    expect(byUser.body.TotalResults).toBeGreaterThan(0);
    const byAgent = await server.call("GET", "/api/events?eventAgents=test-client");
    expect(byAgent.body.TotalResults).toBe(0);
  });
});
