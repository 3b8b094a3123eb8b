import { formatVerifierKey, newSignerKey } from "@indelible/ledger";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { TestDatabase } from "../../../test/support/postgres.ts";
import { KEY_SEED, ORIGIN, recordedDatabase } from "../../../test/support/tampering.ts";
import { temporaryDirectory } from "../../../test/support/temporary-directory.ts";
import { testWorld } from "../../../test/support/world.ts";
import { knownLedger } from "./ledger-key.ts";
import { openStore, type Store } from "./store.ts";

let recorded: TestDatabase;
let store: Store;

beforeAll(async () => {
  recorded = await recordedDatabase(inject("postgresUrl"), [1], 0);
  store = await openStore(testWorld({ environment: { DATABASE_URL: recorded.url } }));
});
afterAll(async () => {
  await store?.close();
  await recorded?.drop();
});

/** The store with a data folder that has the ledger key with this seed. */
function storeWithSeed(seed: Uint8Array): Store {
  const text = `${Buffer.from(seed).toString("base64")}\n`;
  return { ...store, dataFolder: temporaryDirectory({ "ledger.key": text }) };
}

async function verifierKeyOf(origin: string, seed: Uint8Array): Promise<string> {
  return formatVerifierKey(await newSignerKey(origin, "note", seed));
}

async function found(
  from: Store,
  environment: Record<string, string> = {},
  ...given: readonly string[]
) {
  return formatVerifierKey((await knownLedger(testWorld({ environment }), from, given)).key);
}

const OTHER_SEED = new Uint8Array(32).fill(4);

test("a given key is used, also without a data folder", async () => {
  const given = await verifierKeyOf("example.org/given", OTHER_SEED);
  expect(await found(storeWithSeed(KEY_SEED), {}, given)).toBe(given);
  expect(await found({ ...store, dataFolder: temporaryDirectory() }, {}, given)).toBe(given);
});

test("LEDGER_ORIGIN is the name of the data folder's key", async () => {
  const environment = { LEDGER_ORIGIN: "example.org/set" };
  const expected = await verifierKeyOf("example.org/set", KEY_SEED);
  expect(await found(storeWithSeed(KEY_SEED), environment)).toBe(expected);
});

test("by default the name is that of the newest checkpoint with the key's signature", async () => {
  expect(await found(storeWithSeed(KEY_SEED))).toBe(await verifierKeyOf(ORIGIN, KEY_SEED));
});

test("checkpoints with other signatures do not determine the name", async () => {
  expect(await found(storeWithSeed(OTHER_SEED))).toBe(await verifierKeyOf("indelible", OTHER_SEED));
});

test("without a key it fails, and advises on the settings", async () => {
  const dataFolder = temporaryDirectory();
  await expect(found({ ...store, dataFolder })).rejects.toMatchObject({
    name: "CommandError",
    message: `There is no ledger.key in ${dataFolder}: use --key with the server's verifier key, or set its DATA_DIR.`,
  });
});
