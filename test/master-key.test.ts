import { randomBytes } from "node:crypto";
import {
  type Database,
  documentType,
  type JsonObject,
  keyRingSealer,
  openKeyRing,
  openSecret,
  type Rotated,
  registerDocumentTypes,
  rotateMasterKey,
  type Sealer,
  type Trail,
  verifyTrail,
} from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { errorAnswer } from "../packages/server/src/http/error-answer.ts";
import { Fault, faultyDatabase, OUTCOMES } from "./support/faulty-database.ts";
import { describeStores } from "./support/stores.ts";
import { LOG, sequencerOf } from "./support/tampering.ts";
import { ALICE, fakeClock, QUICK, testTrail } from "./support/trail.ts";

// Changing the master key: completely or not at all, no secret is lost, and the trail verifies.

const vault = documentType({
  prefix: "Vaults",
  label: "Vault",
  identified: ["/Items/*"],
  sensitive: [
    { at: "/Token", keeping: "sealed", shape: "object" },
    { at: "/Password", keeping: "verifier", shape: "null" },
    { at: "/Items/*/Secret", keeping: "sealed", shape: "null" },
  ],
});
const key = documentType({ prefix: "MasterKeys", label: "Master Key" });
const TYPES = [vault, key];
const KEY_ID = "MasterKeys-1";

/** Maximum number of statements of a rotation before the test fails. */
const STATEMENTS_MAX = 40;

const random = (bytes: number) => randomBytes(bytes);
const keyOf = (n: number) => new Uint8Array(32).fill(n);

describeStores("a change of the master key", (open) => {
  let database: Database;
  /** Number of the current master key. */
  let current = 1;
  const vaults: string[] = [];

  beforeAll(async () => {
    database = await open();
    await registerDocumentTypes(database, TYPES);
    await (await sequencerOf(database)).open();
    const trail = await trailNow();
    await commit(trail, [{ kind: "create", type: key, id: KEY_ID, body: { Generation: 1 } }]);
    for (const name of ["one", "two", "three"]) vaults.push(await addVault(trail, name));
  });
  afterAll(() => database.close());

  async function sealerNow(): Promise<Sealer> {
    return keyRingSealer(await openKeyRing(database, keyOf(current), random), random, QUICK);
  }

  async function trailNow(): Promise<Trail> {
    return trailWith(await sealerNow());
  }

  function trailWith(sealer: Sealer, on = database): Trail {
    return testTrail(on, TYPES, fakeClock().now, sealer);
  }

  async function commit(
    trail: Trail,
    creations: { kind: "create"; type: typeof vault; id: string; body: JsonObject }[],
  ) {
    const changes = creations.map((creation) => ({ ...creation, spaceId: null }));
    await trail.commit(ALICE, await trail.read({ events: changes.length }), changes);
  }

  async function addVault(trail: Trail, name: string): Promise<string> {
    const id = (await trail.read({ newIds: { Vaults: 1 } })).takeId("Vaults");
    const body = {
      Name: name,
      Token: { NewValue: `token of ${name}` },
      Password: "only checked",
      Items: [
        { Id: "a", Secret: `first of ${name}` },
        { Id: "b", Secret: `second of ${name}` },
      ],
    };
    await commit(trail, [{ kind: "create", type: vault, id, body }]);
    return id;
  }

  /** Changes the master key on a database that may fail, and records the change. */
  function rotate(on: Database, next: number, meanwhile?: () => void): Promise<Rotated> {
    return rotateMasterKey(on, {
      types: TYPES,
      masterKey: keyOf(current),
      newMasterKey: keyOf(next),
      random,
      record: async (connection, sealer, Generation) => {
        meanwhile?.();
        const trail = trailWith(sealer, connection);
        const snapshot = await trail.read({ ids: [KEY_ID], events: 1 });
        const before = snapshot.document(KEY_ID);
        const change = { kind: "modify", type: key, before, body: { Generation } } as const;
        await trail.commit(ALICE, snapshot, [change]);
      },
    });
  }

  async function stored() {
    const text = "select id, version, body::text as body from trail.documents order by id";
    return database.query<{ id: string; version: number; body: string }>({ name: "", text }, []);
  }

  async function countEvents(): Promise<number> {
    const text = "select count(*) as count from trail.events";
    const [row] = await database.query<{ count: number }>({ name: "", text }, []);
    return row?.count ?? 0;
  }

  /** The trail verifies, and the current master key decrypts every secret. */
  async function expectWhole() {
    const sealer = await sealerNow();
    const documents = await trailWith(sealer).documents(vaults);
    expect(documents).toHaveLength(vaults.length);
    for (const document of documents) {
      const { Name } = document.body;
      expect(openSecret(sealer, vault, document, "/Token")).toBe(`token of ${Name}`);
      expect(openSecret(sealer, vault, document, "#b/Secret")).toBe(`second of ${Name}`);
    }
    await (await sequencerOf(database)).drain();
    const { findings } = await verifyAll(sealer);
    expect(findings).toEqual([]);
  }

  function verifyAll(sealer: Sealer) {
    return verifyTrail(database, { log: LOG, nonceOf: sealer.nonce, secrets: sealer });
  }

  test.each(OUTCOMES)("that fails at any statement changes nothing: %s", async (outcome) => {
    const before = { documents: await stored(), events: await countEvents() };
    let failing = 1;
    for (; failing < STATEMENTS_MAX; failing++) {
      const faulty = faultyDatabase(database, failing, outcome);
      const failed = await rotate(faulty, 99).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (!faulty.hasFailed()) break;
      expect(failed).toBeInstanceOf(Fault);
      expect({ documents: await stored(), events: await countEvents() }).toEqual(before);
    }
    expect(failing).toBeGreaterThan(5);
    current = 99;
    await rotate(database, 1);
    current = 1;
    await expectWhole();
  });

  test("encrypts every secret again with its own event, and changes nothing else", async () => {
    const { generation } = await sealerNow();
    const before = { documents: await stored(), events: await countEvents() };
    const rotated = await rotate(database, 2);
    expect(rotated).toEqual({ generation: generation + 1, sealed: 9, unopened: 0 });
    await expect(sealerNow()).rejects.toMatchObject({ code: "secret" });
    current = 2;
    expect(await countEvents()).toBe(before.events + 1);
    const unsealed = (text: string) => text.replaceAll(/"sealed:[^"]*"/g, '"sealed"');
    for (const [index, { id, version, body }] of (await stored()).entries()) {
      const old = before.documents[index];
      if (id === KEY_ID) continue;
      expect({ id, version, body: unsealed(body) }).toEqual({
        id: old?.id,
        version: old?.version,
        body: unsealed(old?.body ?? ""),
      });
      expect(body.match(/"sealed:[^"]*"/g)).toHaveLength(3);
      expect(body).not.toMatch(new RegExp(`sealed:v1:|sealed:v2:${generation}:`));
    }
    await expectWhole();
  });

  test("prevents a server with the old key from writing, even if the write has already started", async () => {
    const old = await sealerNow();
    const before = await countEvents();
    const late: Promise<unknown>[] = [];
    const write = () => addVault(trailWith(old), "late");
    await rotate(database, 3, () => late.push(write().catch((error: unknown) => error)));
    current = 3;
    const refused = { code: "key-changed" };
    expect(await late[0]).toMatchObject(refused);
    expect(errorAnswer(await late[0]).status).toBe(503);
    await expect(write()).rejects.toMatchObject(refused);
    expect(await countEvents()).toBe(before + 1);
    const [document] = await trailWith(old).documents(vaults);
    if (document === undefined) throw new TypeError("There should be a vault.");
    expect(() => openSecret(old, vault, document, "/Token")).toThrow(/master key was changed/);
    vaults.push(await addVault(await trailNow(), "after"));
    await expectWhole();
  });

  test("does not change what cannot be decrypted, counts it, and keeps other values exactly", async () => {
    const lost = { Kept: "sealed:v1:AAAA", Indicator: "sensitive-value-indicator:v1:lost" };
    const text = `insert into trail.documents
      (id, type, version, title, sort_key, body, modified_on, modified_by)
      select 'Vaults-900', type, 1, 'lost', 'lost',
        body || jsonb_build_object('Token', $2::jsonb, 'Number', 12345678901234567890.5),
        modified_on, modified_by
      from trail.documents where id = $1`;
    await database.query({ name: "", text }, [vaults[0], JSON.stringify(lost)]);
    const rotated = await rotate(database, 4);
    current = 4;
    // The copied secrets are bound to the document that they were copied from.
    expect(rotated).toMatchObject({ sealed: 12, unopened: 3 });
    const row = (await stored()).find(({ id }) => id === "Vaults-900");
    expect(row?.body).toContain("12345678901234567890.5");
    const { findings, notBound } = await verifyAll(await sealerNow());
    expect(findings.map(({ detail }) => detail.split(":", 1)[0])).toEqual(
      ["/Token", "/Items/0/Secret", "/Items/1/Secret"].map(
        (pointer) => `The secret at ${pointer} of Vaults-900 cannot be opened`,
      ),
    );
    expect(notBound).toBe(1);
    await database.script("delete from trail.documents where id = 'Vaults-900'");
    await expectWhole();
  });

  test("is refused without the current key, and with the same key", async () => {
    await expect(rotate(database, current)).rejects.toMatchObject({ code: "input" });
    const before = await stored();
    current = 77;
    await expect(rotate(database, 5)).rejects.toMatchObject({ code: "secret" });
    current = 4;
    expect(await stored()).toEqual(before);
    await expectWhole();
  });
});
