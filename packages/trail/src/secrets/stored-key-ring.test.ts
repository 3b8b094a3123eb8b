import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeStores } from "../../../../test/support/stores.ts";
import { ALICE, testTrail } from "../../../../test/support/trail.ts";
import type { Database } from "../database/database.ts";
import { documentType } from "../document/document-type.ts";
import { keyRingSealer, masterKeySealer } from "./sealer.ts";
import { openKeyRing, readKeyRing } from "./stored-key-ring.ts";

const MASTER_KEY = new Uint8Array(32).fill(7);
const OTHER = new Uint8Array(32).fill(8);
const random = (bytes: number) => randomBytes(bytes);
const team = documentType({ prefix: "Teams", label: "Team" });
const REFUSED = { code: "secret", message: expect.stringMatching(/^The master key .*MASTER_KEY/) };

describeStores("the keys of a new installation", (open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test("are made once, however many servers start, and open by their master key only", async () => {
    const opened = await Promise.all(
      Array.from({ length: 4 }, () => openKeyRing(database, MASTER_KEY, random)),
    );
    const [ring] = opened;
    for (const other of opened) expect(other).toEqual(ring);
    expect(ring?.root).not.toEqual(Buffer.from(MASTER_KEY));
    expect(await readKeyRing(database, MASTER_KEY)).toEqual(ring);
    await expect(openKeyRing(database, OTHER, random)).rejects.toMatchObject(REFUSED);
    await expect(readKeyRing(database, OTHER)).rejects.toMatchObject(REFUSED);
  });

  test("cannot be deleted, nor reset to an earlier generation", async () => {
    for (const change of [
      "delete from trail.key_ring",
      "truncate trail.key_ring",
      "update trail.key_ring set generation = generation - 1",
      "update trail.key_ring set wrapped = 'x'",
    ]) {
      await expect(database.script(change), change).rejects.toMatchObject({ code: "TR405" });
    }
  });
});

describeStores("the keys of an installation that had none", (open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
    const trail = testTrail(database, [team]);
    const snapshot = await trail.read({ newIds: { Teams: 1 } });
    const id = snapshot.takeId("Teams");
    await trail.commit(ALICE, snapshot, [
      { kind: "create", type: team, id, spaceId: null, body: { Name: "Old" } },
    ]);
  });
  afterAll(() => database.close());

  test("are derived from its master key, which its events prove", async () => {
    await expect(openKeyRing(database, OTHER, random)).rejects.toMatchObject(REFUSED);
    const old = masterKeySealer(MASTER_KEY, random);
    for (const find of [readKeyRing, openKeyRing, readKeyRing]) {
      const sealer = keyRingSealer(await find(database, MASTER_KEY, random), random);
      expect(sealer.generation).toBe(1);
      expect(sealer.nonce("event")).toBe(old.nonce("event"));
      expect(sealer.unseal(old.seal("hush", "x"), "x")).toBe("hush");
    }
    await expect(readKeyRing(database, OTHER)).rejects.toMatchObject(REFUSED);
  });
});
