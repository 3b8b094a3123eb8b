/**
 * Measures the ledger: `node bench/ledger.mjs [--json] [--record]`, after `npm run build`. README.md
 * says what is measured and how.
 */
import { createHash, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { createSigner, createVerifier, newSignerKey } from "@indelible/ledger";
import {
  documentType,
  Ledger,
  masterKeySealer,
  migrate,
  openPostgres,
  Sequencer,
  sha256Hex,
  startSequencerLoop,
  Trail,
  trailMigrations,
  verifyTrail,
} from "@indelible/trail";
import { startCluster } from "./cluster.mjs";
import { machineFacts, otherLoad } from "./machine.mjs";
import { quantile } from "./rounds.mjs";

const EVENTS = 50_000;
const EVENTS_PER_COMMIT = 1_000;
const VERIFICATIONS = 3;
const PROOFS = 200;
const POLL_MS = 2;
const ORIGIN = "bench.example/log";
/** A document whose event has about as many bytes as that of a small edit. */
const NOTES = "Restart the service after the files are in place. ".repeat(6);

const thing = documentType({ prefix: "Things", label: "Thing" });
const masterKey = new Uint8Array(32).fill(1);
const sealer = masterKeySealer(masterKey, randomBytes);
const key = await newSignerKey(ORIGIN, "note", new Uint8Array(32).fill(2));
const clock = () => new Date();

/** @typedef {import("@indelible/trail").Database} Database */

/** @param {Database} database */
function trailOver(database) {
  const types = [thing];
  const random = randomBytes;
  return new Trail({ database, types, sealer, clock, random, sha256: sha256Hex });
}

const act = {
  actor: {
    userId: "Users-1",
    username: "bench",
    isService: true,
    identityEstablishedWith: "API key 'bench'",
    userAgent: "bench/1.0",
    ipAddress: "192.0.2.1",
    apiKeyId: null,
    apiKeyHint: null,
  },
  correlationId: "bench",
};

/** @param {Trail} trail @param {number} count */
async function create(trail, count) {
  const snapshot = await trail.read({ newIds: { Things: count }, events: count });
  const changes = Array.from({ length: count }, () => {
    const id = snapshot.takeId("Things");
    const body = { Name: id, Notes: NOTES };
    return { kind: /** @type {const} */ ("create"), type: thing, id, spaceId: null, body };
  });
  return (await trail.commit(act, snapshot, changes)).events;
}

/** @param {Database} database */
async function sequencing(database) {
  const sequencer = new Sequencer({ database, origin: ORIGIN, signer: createSigner(key), clock });
  const start = performance.now();
  let count = 0;
  for (;;) {
    const result = await sequencer.runBatch();
    if (result.kind === "idle") break;
    if (result.kind === "appended") count += result.count;
  }
  return { sequencedPerSecond: Math.round(count / ((performance.now() - start) / 1_000)) };
}

/**
 * From the commit's answer until the event's proof is there, one commit at a time.
 *
 * @param {Database} database
 */
async function provable(database) {
  const sequencer = new Sequencer({ database, origin: ORIGIN, signer: createSigner(key), clock });
  const loop = startSequencerLoop(sequencer, (error) => console.error(error));
  const trail = trailOver(database);
  const ledger = new Ledger(database);
  /** @type {number[]} */
  const times = [];
  for (let i = 0; i < PROOFS; i++) {
    const [event] = await create(trail, 1);
    const number = Number(event?.Id.slice("Events-".length));
    const start = performance.now();
    while ((await ledger.places([number])).size === 0) await delay(POLL_MS);
    times.push(performance.now() - start);
  }
  await loop.stop();
  const rounded = (/** @type {number} */ share) => Number(quantile(times, share).toFixed(1));
  return { provableP50Ms: rounded(0.5), provableP99Ms: rounded(0.99) };
}

/**
 * Whole verifications, by the clock and by the processor time of this process.
 *
 * @param {Database} database
 */
async function verification(database) {
  const log = { origin: ORIGIN, verifiers: [createVerifier(key)] };
  /** @type {number[]} */
  const perSecond = [];
  /** @type {number[]} */
  const perCpuSecond = [];
  for (let i = 0; i < VERIFICATIONS; i++) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    const { ok, head } = await verifyTrail(database, { log, nonceOf: sealer.nonce });
    if (!ok) throw new TypeError("The ledger that was just made does not verify.");
    const { user, system } = process.cpuUsage(before);
    perSecond.push(head.size / ((performance.now() - start) / 1_000));
    perCpuSecond.push(head.size / ((user + system) / 1e6));
  }
  return {
    verifiedPerSecond: Math.round(quantile(perSecond, 0.5)),
    verifiedPerCpuSecond: Math.round(quantile(perCpuSecond, 0.5)),
  };
}

/**
 * What hashing the same bytes alone costs.
 *
 * @param {Database} database
 */
async function bareHashing(database) {
  const text = "select body from trail.events order by id limit 10000";
  const rows = await database.query({ name: "", text }, []);
  const bodies = rows.map((row) => Buffer.from(/** @type {{ body: string }} */ (row).body));
  const start = performance.now();
  for (const body of bodies) createHash("sha256").update(body).digest();
  const seconds = (performance.now() - start) / 1_000;
  const bytes = bodies.reduce((sum, { length }) => sum + length, 0);
  return {
    eventBytes: Math.round(bytes / bodies.length),
    sha256PerSecond: Math.round(bodies.length / seconds),
  };
}

const options = new Set(process.argv.slice(2));
const loadBefore = otherLoad();
const cluster = await startCluster();
const database = openPostgres({ url: await cluster.createDatabase("ledger") });
try {
  await migrate(database, "trail", trailMigrations(), sha256Hex);
  const trail = trailOver(database);
  for (let made = 0; made < EVENTS; made += EVENTS_PER_COMMIT)
    await create(trail, EVENTS_PER_COMMIT);
  const result = {
    events: EVENTS,
    ...(await sequencing(database)),
    ...(await verification(database)),
    ...(await bareHashing(database)),
    ...(await provable(database)),
    loadBefore,
    machine: machineFacts(cluster.version),
  };
  const json = JSON.stringify(result, undefined, 2);
  if (options.has("--record")) {
    writeFileSync(new URL("results/ledger.json", import.meta.url), `${json}\n`);
  }
  console.log(json);
} finally {
  await database.close();
  await cluster.stop();
}
