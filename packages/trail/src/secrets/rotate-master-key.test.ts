import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "../../../../test/support/stores.ts";
import { ALICE, testTrail } from "../../../../test/support/trail.ts";
import { creation } from "../commit/change.ts";
import type { Database } from "../database/database.ts";
import { documentType } from "../document/document-type.ts";
import type { KeyRing } from "./key-ring.ts";
import { openSecret } from "./open-secret.ts";
import { rotateMasterKey } from "./rotate-master-key.ts";
import { keyRingSealer, type Sealer } from "./sealer.ts";
import { openKeyRing } from "./stored-key-ring.ts";

const [OLD, NEW] = [new Uint8Array(32).fill(7), new Uint8Array(32).fill(8)];
const random = (bytes: number) => randomBytes(bytes);
const things = documentType({
  prefix: "Things",
  label: "Thing",
  sensitive: [
    { at: "/Token", keeping: "sealed", shape: "null" },
    { at: "/Password", keeping: "verifier", shape: "null" },
  ],
});

let database: Database;

beforeAll(async () => {
  database = await openStore("postgres");
});
afterAll(() => database.close());

async function createThings(sealer: Sealer, tokens: readonly string[]): Promise<void> {
  const trail = testTrail(database, [things], undefined, sealer);
  const count = tokens.length;
  const snapshot = await trail.read({ newIds: { Things: count }, events: count });
  const changes = tokens.map((Token) => {
    const body = { Name: Token, Token, Password: "correct horse" };
    return creation(things, { id: snapshot.takeId("Things"), spaceId: null, body });
  });
  await trail.commit(ALICE, snapshot, changes);
}

const rotate = (masterKey: Uint8Array, newMasterKey: Uint8Array, record = async () => {}) =>
  rotateMasterKey(database, { masterKey, newMasterKey, random, types: [things], record });

test("an installation without keys is refused", async () => {
  await expect(rotate(OLD, NEW)).rejects.toMatchObject({ code: "secret" });
});

test("every secret is sealed again, and opens only with the new master key", async () => {
  const tokens = Array.from({ length: 3 }, (_, index) => `token-${index}`);
  await createThings(keyRingSealer(await openKeyRing(database, OLD, random), random), tokens);

  const failing = async () => {
    throw new TypeError("not recorded");
  };
  await expect(rotate(OLD, NEW, failing)).rejects.toThrow("not recorded");
  await expect(rotate(OLD, OLD)).rejects.toMatchObject({ code: "input" });
  await expect(rotate(NEW, OLD)).rejects.toMatchObject({ code: "secret" });
  expect(await rotate(OLD, NEW)).toEqual({ generation: 2, sealed: 3, unopened: 0 });

  await expect(openKeyRing(database, OLD, random)).rejects.toMatchObject({ code: "secret" });
  const ring: KeyRing = await openKeyRing(database, NEW, random);
  const sealer = keyRingSealer(ring, random);
  const trail = testTrail(database, [things], undefined, sealer);
  const { documents } = await trail.list({ type: things, skip: 0, take: 10 });
  expect(documents.map((document) => openSecret(sealer, things, document, "/Token"))).toEqual(
    tokens,
  );
  for (const { version, body } of documents) {
    expect(version).toBe(1);
    expect(body.Token).toMatchObject({ Kept: expect.stringMatching(/^sealed:v2:2:/) });
  }
});
