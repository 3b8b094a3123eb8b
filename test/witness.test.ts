import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import {
  appendLeaves,
  createSigner,
  createVerifier,
  EMPTY_EDGE,
  edgeTree,
  formatAddCheckpointRequest,
  formatCheckpoint,
  formatVerifierKey,
  hashLeaf,
  newSignerKey,
  openCheckpointUnderPolicy,
  type Policy,
  parsePolicy,
  parseTlogProof,
  proveConsistency,
  signNote,
} from "@indelible/ledger";
import {
  type CheckpointStore,
  type Database,
  migrate,
  openPostgres,
  sha256Hex,
  trailMigrations,
} from "@indelible/trail";
import pg from "pg";
import { beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { type CapturedLog, captureLog } from "./support/captured-log.ts";
import { memoryCheckpointStore } from "./support/kept-checkpoint.ts";
import { createDatabase, type TestDatabase } from "./support/postgres.ts";
import { startTestServer, type TestServer } from "./support/server.ts";
import { buildPrograms } from "./support/server-process.ts";
import { temporaryDirectory } from "./support/temporary-directory.ts";
import { startWitnessProcess, type WitnessProcess } from "./support/witness-process.ts";

/** The key of test servers; see support/server.ts. */
const serverKey = await newSignerKey("indelible/test", "note", new Uint8Array(32).fill(9));
const logKey = formatVerifierKey(serverKey);

beforeAll(buildPrograms, 120_000);

function policyOf(witness: Pick<WitnessProcess, "verifierKey" | "address">, more = ""): Policy {
  const lines = `log ${logKey}\nwitness w1 ${witness.verifierKey} ${witness.address}\n`;
  return parsePolicy(`${lines}${more === "" ? "quorum w1\n" : more}`);
}

async function newDatabase(options: { template?: string } = {}): Promise<TestDatabase> {
  const database = await createDatabase(inject("postgresSocketUrl"), options);
  onTestFinished(() => database.drop());
  return database;
}

interface Installation extends TestServer {
  readonly database: Database;
  /** What was logged. */
  readonly log: CapturedLog;
  /** Advances the clock for the server's retries with a witness. */
  readonly advance: (seconds: number) => void;
  /** Records an event and adds all waiting events to the ledger. */
  readonly grow: (name: string) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** A server over a database, which can be stopped and started again over it or over a copy. */
async function install(
  url: string,
  witnessPolicy: Policy,
  checkpointStore?: CheckpointStore,
): Promise<Installation> {
  const database = openPostgres({ url });
  await migrate(database, "trail", trailMigrations(), sha256Hex);
  const log = captureLog();
  let now = Date.now();
  const server = await startTestServer(database, {
    clock: () => new Date(now),
    witnessPolicy,
    ...(checkpointStore === undefined ? {} : { checkpointStore }),
    log,
  });
  await server.sequencer.runBatch();
  let open = true;
  const end = async () => {
    if (!open) return;
    open = false;
    await server.close();
    await database.close();
  };
  onTestFinished(end);
  return {
    ...server,
    database,
    log,
    advance: (seconds) => {
      now += seconds * 1000;
    },
    grow: async (name) => {
      expect((await server.call("POST", "/api/environments", { Name: name })).status).toBe(201);
      expect(await server.sequencer.runBatch()).toMatchObject({ kind: "appended" });
    },
    end,
  };
}

async function ledgerOf(server: TestServer) {
  return (await server.call("GET", "/api/ledger")).body;
}

async function asSuperuser(url: string, statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set session_replication_role = replica; ${statements}`);
  } finally {
    await client.end();
  }
}

describe("a server with a witness", () => {
  test("gets its checkpoints cosigned, serves the cosignatures, and reports that the quorum is met", async () => {
    const witness = await startWitnessProcess(temporaryDirectory(), logKey);
    const policy = policyOf(witness);
    const server = await install((await newDatabase()).url, policy);
    expect((await ledgerOf(server)).Quorum).toEqual({ Name: "w1", IsMet: false, Cosigners: [] });
    await server.witnesses.submitNewest();
    await server.grow("Test");
    await server.witnesses.submitNewest();

    const served = (await server.call("GET", "/api/ledger/checkpoint")).text;
    const opened = await openCheckpointUnderPolicy(served, policy);
    expect(opened.witnesses).toEqual(["w1"]);
    const { size } = opened.checkpoint;
    expect(await ledgerOf(server)).toMatchObject({
      Checkpoint: { Size: size, Note: served },
      Quorum: { Name: "w1", IsMet: true, Cosigners: ["w1"] },
      Witnesses: [{ Name: "w1", LastSize: size, State: "Cosigned", Detail: "" }],
    });
    const { body } = await server.call("GET", "/api/events?take=1");
    const proof = await server.call("GET", `/api/events/${body.Items[0].Id}/proof?format=file`);
    expect(parseTlogProof(proof.text).checkpoint).toBe(served);
    expect((await server.call("GET", "/readyz")).body.status).toBe("ready");
    const metrics = (await server.call("GET", "/metrics")).text;
    expect(metrics).toContain("indelible_witnesses_cosigned 1\n");
    const monitored = await fetch(`${witness.address}/${sha256Hex("indelible/test")}/checkpoint`);
    expect(await monitored.text()).toBe(served);
    expect(server.log.errors()).toEqual([]);
  });

  test("is refused and reports an alarm after last night's backup was restored", async () => {
    const witness = await startWitnessProcess(temporaryDirectory(), logKey);
    const original = await newDatabase();
    const evening = await install(original.url, policyOf(witness));
    await evening.grow("Evening");
    await evening.witnesses.submitNewest();
    const kept = (await evening.call("GET", "/api/ledger/checkpoint")).text;
    await evening.end();
    const backup = await newDatabase({ template: new URL(original.url).pathname.slice(1) });
    const night = await install(original.url, policyOf(witness));
    await night.grow("Night");
    await night.witnesses.submitNewest();
    const seen = (await ledgerOf(night)).Witnesses[0].LastSize;
    await night.end();

    // The backup holds the data folder too, so that the server itself has nothing to compare with.
    const morning = await install(backup.url, policyOf(witness), memoryCheckpointStore(kept));
    await morning.witnesses.submitNewest();
    const { Checkpoint, Witnesses } = await ledgerOf(morning);
    expect(Checkpoint.Size).toBe(seen - 1);
    expect(Witnesses).toMatchObject([
      {
        State: "Alarm",
        Detail: `it has cosigned ${seen} entries, this ledger has only ${seen - 1}`,
      },
    ]);
    expect(morning.log.errors()).toMatchObject([
      {
        err: {
          code: "rewritten",
          message: expect.stringContaining("The witness w1 knows another history"),
        },
      },
    ]);
    const ready = await morning.call("GET", "/readyz");
    expect([ready.status, ready.body.status]).toEqual([200, "degraded"]);
    const metrics = (await morning.call("GET", "/metrics")).text;
    expect(metrics).toContain("indelible_witnesses_alarm 1\n");

    // More entries than the witness has cosigned do not make the histories equal again.
    for (const name of ["One", "Two", "Three"]) await morning.grow(name);
    morning.advance(120);
    await morning.witnesses.submitNewest();
    expect((await ledgerOf(morning)).Witnesses).toMatchObject([
      { State: "Alarm", Detail: expect.stringContaining("it refuses the proof") },
    ]);
    expect(morning.log.errors()).toHaveLength(1);
  });

  test("is refused after its newest rows were deleted", async () => {
    const witness = await startWitnessProcess(temporaryDirectory(), logKey);
    const { url } = await newDatabase();
    const server = await install(url, policyOf(witness));
    const before = (await ledgerOf(server)).Checkpoint.Size;
    for (const name of ["One", "Two"]) await server.grow(name);
    await server.witnesses.submitNewest();
    await asSuperuser(
      url,
      `delete from trail.ledger_checkpoints where size > ${before};
       delete from trail.ledger_entries where index >= ${before};
       delete from trail.ledger_cosignatures where size > ${before};`,
    );
    await server.witnesses.submitNewest();
    expect((await ledgerOf(server)).Witnesses).toMatchObject([{ State: "Alarm" }]);
    expect(server.log.errors()).toHaveLength(1);
  });

  test("is refused after an entry was changed and the tree built again", async () => {
    const witness = await startWitnessProcess(temporaryDirectory(), logKey);
    const { url } = await newDatabase();
    const server = await install(url, policyOf(witness));
    await server.grow("One");
    await server.witnesses.submitNewest();
    await server.end();
    await asSuperuser(
      url,
      `update trail.ledger_entries set digest = sha256('forged') where index = 0;
       insert into trail.unsequenced select event_id from trail.ledger_entries;
       delete from trail.ledger_checkpoints where size > 0; delete from trail.ledger_entries;`,
    );
    await asSuperuser(url, "update trail.events set digest = sha256('forged') where id = 1;");
    // The checkpoint that the server kept is gone as well: the witness is all that is left.
    const forged = await install(url, policyOf(witness), memoryCheckpointStore());
    await forged.witnesses.submitNewest();
    expect((await ledgerOf(forged)).Witnesses).toMatchObject([
      { State: "Alarm", Detail: expect.stringContaining("it refuses the proof") },
    ]);
    const checkpoint = (await forged.call("GET", "/api/ledger/checkpoint")).text;
    expect(checkpoint).not.toContain("witness/");
  });

  test("records that its quorum is lost and met again, and a witness with another history", async () => {
    const state = temporaryDirectory();
    const first = await startWitnessProcess(state, logKey);
    const { url } = await newDatabase();
    const server = await install(url, policyOf(first));
    const round = async () => {
      await server.witnessRound();
      server.advance(61);
      await server.witnessRound();
    };
    const recorded = async () => {
      const query = "/api/events?regarding=Ledgers-1&eventCategories=";
      const categories = "WitnessQuorumLost,WitnessQuorumRegained,LedgerAlarm,LedgerAlarmEnded";
      const { body } = await server.call("GET", `${query}${categories}&includeSystem=true`);
      return body.Items.map(({ Category }: { Category: string }) => Category).reverse();
    };
    await round();
    expect(await recorded()).toEqual([]);
    await first.kill();
    await server.grow("One");
    await round();
    expect(await recorded()).toEqual(["WitnessQuorumLost"]);
    await startWitnessProcess(state, logKey, Number(new URL(first.address).port));
    server.advance(61);
    await round();
    expect(await recorded()).toEqual(["WitnessQuorumLost", "WitnessQuorumRegained"]);
    const before = (await ledgerOf(server)).Checkpoint.Size;
    await server.grow("Two");
    await server.witnessRound();
    await asSuperuser(
      url,
      `delete from trail.ledger_checkpoints where size > ${before};
       delete from trail.ledger_entries where index >= ${before};
       delete from trail.ledger_cosignatures where size > ${before};`,
    );
    await server.witnessRound();
    expect((await recorded()).slice(2)).toEqual(["LedgerAlarm"]);
  });

  test("continues without it, and lets it catch up when it is back with its state", async () => {
    const state = temporaryDirectory();
    const first = await startWitnessProcess(state, logKey);
    const server = await install((await newDatabase()).url, policyOf(first));
    await server.grow("One");
    await server.witnesses.submitNewest();
    const seen = (await ledgerOf(server)).Checkpoint.Size;
    await first.kill();

    await server.grow("Two");
    await server.witnesses.submitNewest();
    expect(await ledgerOf(server)).toMatchObject({
      Quorum: { IsMet: false },
      Witnesses: [{ State: "Failing", LastSize: seen }],
    });
    const second = await startWitnessProcess(state, logKey, Number(new URL(first.address).port));
    expect(second.verifierKey).toBe(first.verifierKey);
    expect(statSync(join(state, "witness.key")).mode & 0o777).toBe(0o600);
    const forgetful = await fetch(`${second.address}/add-checkpoint`, {
      method: "POST",
      body: `old 0\n\n${(await server.call("GET", "/api/ledger/checkpoint")).text}`,
    });
    expect([forgetful.status, await forgetful.text()]).toEqual([409, `${seen}\n`]);
    await server.witnesses.submitNewest();
    expect((await ledgerOf(server)).Witnesses).toMatchObject([{ State: "Failing" }]);
    server.advance(2);
    await server.witnesses.submitNewest();
    expect(await ledgerOf(server)).toMatchObject({
      Quorum: { IsMet: true },
      Witnesses: [{ State: "Cosigned", LastSize: seen + 1 }],
    });
    expect(server.log.errors()).toEqual([]);
  });

  test("uses several witnesses, and the quorum counts those that responded", async () => {
    const [one, two] = await Promise.all([
      startWitnessProcess(temporaryDirectory(), logKey),
      startWitnessProcess(temporaryDirectory(), logKey),
    ]);
    const silent = await newSignerKey("silent", "cosignature", new Uint8Array(32).fill(5));
    const more = [
      `witness w2 ${two.verifierKey} ${two.address}/`,
      `witness w3 ${formatVerifierKey(silent)}`,
    ];
    const quorums = [
      "group some 2 w1 w2 w3\nquorum some\n",
      "group every all w1 w2 w3\nquorum every\n",
    ];
    const met = [];
    for (const quorum of quorums) {
      const policy = policyOf(one, `${more.join("\n")}\n${quorum}`);
      const server = await install((await newDatabase()).url, policy);
      await server.witnesses.submitNewest();
      const { Quorum, Witnesses } = await ledgerOf(server);
      met.push(Quorum);
      expect(Witnesses[2]).toMatchObject({ Name: "w3", State: "Unasked", LastSeen: null });
      await server.end();
    }
    // The second server has another history with the same origin: no witness signs it.
    expect(met).toEqual([
      { Name: "some", IsMet: true, Cosigners: ["w1", "w2"] },
      { Name: "every", IsMet: false, Cosigners: [] },
    ]);
  });

  test("stores nothing of an invalid response", async () => {
    const real = await startWitnessProcess(temporaryDirectory(), logKey);
    const answers = [
      { status: 200, body: "— nobody AAAAAAA=\n" },
      { status: 200, body: "not a signature" },
      { status: 409, body: "many\n" },
      { status: 200, body: "x".repeat(1_100_000) },
      { status: 500, body: "" },
      { status: 403, body: "" },
    ];
    const pending = [...answers];
    const liar = createServer((request, response) => {
      request.resume();
      const { status, body } = pending.shift() ?? { status: 503, body: "" };
      response.writeHead(status).end(body);
    });
    await new Promise<void>((resolve) => liar.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      liar.closeAllConnections();
      liar.close();
    });
    const address = liar.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const policy = policyOf({ ...real, address: `http://127.0.0.1:${port}` });
    const server = await install((await newDatabase()).url, policy);
    for (const _ of answers) {
      await server.witnesses.submitNewest();
      expect((await ledgerOf(server)).Witnesses).toMatchObject([{ State: "Failing" }]);
      server.advance(120);
    }
    expect(pending).toEqual([]);
    const rows = await server.database.query(
      { name: "", text: "select from trail.ledger_cosignatures" },
      [],
    );
    expect(rows).toEqual([]);
    expect(server.log.errors()).toEqual([]);
  });
});

test("only one process at a time uses a witness's state", async () => {
  const state = temporaryDirectory();
  await startWitnessProcess(state, logKey);
  const key = readFileSync(join(state, "witness.key"), "utf8");
  expect(key).toMatch(/^PRIVATE\+KEY\+witness\/[0-9a-f]{12}\+/);
  await expect(startWitnessProcess(state, logKey)).rejects.toThrow("is in use by another");
  expect(() => createVerifier(key)).toThrow("This is not a key");
});

test("if a witness is killed at any time, it never contradicts what it signed", async () => {
  const state = temporaryDirectory();
  const [origin, signer] = ["indelible/test", createSigner(serverKey)];
  const leaves = Array.from({ length: 60 }, (_, i) => hashLeaf(Buffer.from(String(i))));
  const headAt = (size: number) => edgeTree(appendLeaves(EMPTY_EDGE, leaves.slice(0, size)).edge);
  const checkpointAt = (size: number) =>
    signNote(formatCheckpoint({ origin, ...headAt(size), extensions: [] }), [signer]);
  const { nodes } = appendLeaves(EMPTY_EDGE, leaves);
  const stored = new Map(nodes.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
  const reader = {
    readHashes: async (wanted: readonly { level: number; index: number }[]) =>
      wanted.map(({ level, index }) => stored.get(`${level}/${index}`) ?? new Uint8Array(32)),
  };
  async function add(address: string, oldSize: number, size: number): Promise<number> {
    const proof = oldSize === 0 ? [] : await proveConsistency(oldSize, size, reader);
    const checkpoint = await checkpointAt(size);
    const body = formatAddCheckpointRequest({ oldSize, proof, checkpoint });
    const answer = await fetch(`${address}/add-checkpoint`, { method: "POST", body });
    return answer.status;
  }
  /** The last cosigned size, as the witness reports it. */
  async function memoryOf(address: string): Promise<number> {
    const answer = await fetch(`${address}/${sha256Hex(origin)}/checkpoint`);
    return answer.status === 404 ? 0 : Number((await answer.text()).split("\n")[1]);
  }

  const signedOnly = async (answer: Promise<number>) => {
    if ((await answer) !== 200) throw new RangeError("It was not signed.");
  };

  let signed = 0;
  for (let round = 0; round < 5; round += 1) {
    const witness = await startWitnessProcess(state, logKey);
    const known = await memoryOf(witness.address);
    expect(known).toBeGreaterThanOrEqual(signed);
    const racers = Array.from({ length: 8 }, (_, i) => known + 1 + i);
    const answers = racers.map((size) => add(witness.address, known, size).catch(() => 0));
    // There is a response; in every other round it is the signed one.
    await (round % 2 === 0 ? Promise.any(answers.map(signedOnly)) : Promise.race(answers));
    await witness.kill();
    for (const [i, status] of (await Promise.all(answers)).entries()) {
      if (status === 200) signed = Math.max(signed, racers[i] ?? 0);
    }
  }
  expect(signed).toBeGreaterThan(0);
}, 60_000);
