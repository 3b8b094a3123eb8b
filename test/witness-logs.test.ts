/** A witness of a ledger that starts a new log, and of one that changes its key. */
import {
  createSigner,
  createVerifier,
  formatVerifierKey,
  type LogIdentity,
  logOfKeys,
  newSignerKey,
  openCheckpoint,
  parsePolicy,
  type SignerKey,
} from "@indelible/ledger";
import {
  changeLedgerKey,
  type Database,
  keyChanges,
  Ledger,
  Sequencer,
  sha256Hex,
  Witnesses,
} from "@indelible/trail";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { FIRST, type RestoredLedger, restoredLedger, SECOND } from "./support/restored-ledger.ts";
import { buildPrograms } from "./support/server-process.ts";
import { openStore } from "./support/stores.ts";
import { nonceOf } from "./support/tampering.ts";
import { temporaryDirectory } from "./support/temporary-directory.ts";
import { fakeClock } from "./support/trail.ts";
import { startWitnessProcess, type WitnessProcess } from "./support/witness-process.ts";

beforeAll(() => buildPrograms(), 240_000);

let database: Database;
let ledger: RestoredLedger;

beforeEach(async () => {
  database = await openStore("postgres");
  ledger = await restoredLedger(database);
});
afterEach(() => database.close());

const vkey = (key: SignerKey) => formatVerifierKey(key);
const identityOf = (key: SignerKey) => ({ origin: key.name, verifiers: [createVerifier(key)] });

/** Shows the newest checkpoint of a log to a witness once, as a server does. */
async function shown(witness: WitnessProcess, log: LogIdentity) {
  const alarms: unknown[] = [];
  const policy = parsePolicy(`witness w1 ${witness.verifierKey} ${witness.address}\nquorum w1\n`);
  const cosigners = policy.witnesses.map(({ key }) => createVerifier(key));
  const reader = new Ledger(database, { ...log, witnesses: cosigners });
  const witnesses = new Witnesses({
    database,
    ledger: reader,
    policy,
    clock: fakeClock().now,
    fetch,
    onAlarm: (alarm) => alarms.push(alarm),
  });
  await witnesses.submitNewest();
  const { note = "" } = (await reader.checkpoint()) ?? {};
  const [status] = witnesses.status();
  return { state: status?.state, alarms, isMet: witnesses.quorum(note).isMet };
}

/** The last cosigned note of a log, as the witness serves it. */
async function served({ address }: WitnessProcess, { name }: SignerKey): Promise<string> {
  return (await fetch(`${address}/${sha256Hex(name)}/checkpoint`)).text();
}

test("a witness serves a closed log and the one after it, and nothing contradicts", async () => {
  const state = temporaryDirectory();
  const before = await startWitnessProcess(state, vkey(FIRST));
  const good = { state: "cosigned", alarms: [], isMet: true };
  expect(await shown(before, identityOf(FIRST))).toEqual(good);
  await ledger.loseNewest();
  expect(await shown(before, identityOf(FIRST))).toMatchObject({ state: "alarm" });
  await ledger.startNew();
  await ledger.sequencerOf(SECOND).drain();
  expect(await shown(before, identityOf(SECOND))).toMatchObject({ state: "failing", alarms: [] });
  await before.kill();

  const after = await startWitnessProcess(state, [vkey(FIRST), vkey(SECOND)]);
  expect(await shown(after, identityOf(SECOND))).toEqual(good);
  await ledger.record("Later");
  await ledger.sequencerOf(SECOND).drain();
  expect(await shown(after, identityOf(SECOND))).toEqual(good);
  const [closed, current] = [await served(after, FIRST), await served(after, SECOND)];
  const opened = await openCheckpoint(closed, identityOf(FIRST));
  expect(opened.checkpoint.size).toBe(3);
  expect((await openCheckpoint(current, identityOf(SECOND))).checkpoint.size).toBe(4);
  const health = await (await fetch(`${after.address}/healthz`)).json();
  expect(health).toMatchObject({ status: "ok", logs: [{ size: 3 }, { size: 4 }] });
  // What the witness serves of the closed log is what a verifier of the new one accepts.
  expect(await ledger.findings(closed)).toEqual([]);
  expect(await ledger.findings(current)).toEqual([]);
}, 120_000);

test("a witness follows a log that changes its key", async () => {
  const next = await newSignerKey(FIRST.name, "note", new Uint8Array(32).fill(4));
  const [state, clock] = [temporaryDirectory(), fakeClock().now];
  const checkpointStore = ledger.kept;
  const options = { database, checkpointStore, nonceOf, clock };
  const onlyOld = await startWitnessProcess(state, vkey(FIRST));
  await changeLedgerKey({
    ...options,
    log: identityOf(FIRST),
    oldKey: { key: FIRST, signer: createSigner(FIRST) },
    newKey: { key: next, signer: createSigner(next) },
    record: async (connection) => {
      await ledger.record("The key was changed");
      const text = "select max(id)::int as number from trail.events";
      const [row] = await connection.query<{ number: number }>({ name: "", text }, []);
      return row?.number ?? 0;
    },
  });
  const statements = (await keyChanges(database)).map(({ note }) => note);
  const log = await logOfKeys([next], statements);
  const signer = createSigner(next);
  const good = { state: "cosigned", alarms: [], isMet: true };
  await new Sequencer({ ...options, log, signer, formerSigner: createSigner(FIRST) }).drain();
  expect(await shown(onlyOld, log)).toEqual(good);

  await ledger.record("Signed with the new key only");
  await new Sequencer({ ...options, log, signer }).drain();
  expect(await shown(onlyOld, log)).toMatchObject({ state: "failing", alarms: [] });
  await onlyOld.kill();
  const both = await startWitnessProcess(state, [vkey(FIRST), vkey(next)]);
  expect(await shown(both, log)).toEqual(good);
  const { checkpoint } = await openCheckpoint(await served(both, FIRST), log);
  expect(checkpoint.size).toBe(5);
}, 120_000);
