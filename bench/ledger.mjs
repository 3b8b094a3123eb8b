/**
 * Measures the ledger: `node bench/ledger.mjs [--record]`, after `npm run build`. README.md
 * describes the measurement.
 */
import { hash, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import { createSigner, createVerifier, newSignerKey } from "@indelible/ledger";
import {
  Ledger,
  openPostgres,
  registerDocumentTypes,
  Sequencer,
  startSequencerLoop,
  verifyTrail,
} from "@indelible/trail";
import { showUsage } from "../scripts/usage.mjs";
import { startCluster } from "./cluster.mjs";
import { checkHealth, recordTargets } from "./deployment-targets.mjs";
import { machineFacts, otherLoad } from "./machine.mjs";
import { act, openTrail, withProcessorTime } from "./recording.mjs";
import { median, quantile } from "./rounds.mjs";

/** @import { Database, EarlierResult, Sealer, Trail, WrittenEvents } from "@indelible/trail" */

const targets = 5_000;
const changesToEach = 10;
const verifications = 5;
/** Connections that a verification reads with. */
const connections = 3;
const hashings = 5;
const proofs = 200;
const pollMs = 2;
const origin = "bench.example/log";

const key = await newSignerKey(origin, "note", randomBytes(32));
const log = { origin, verifiers: [createVerifier(key)] };
const clock = () => new Date();

/**
 * The cost of some work per event: elapsed time, and processor time of this process and of the
 * database, in microseconds.
 *
 * @param {() => Promise<number>} work returns the number of events
 */
async function costOf(work) {
  const start = performance.now();
  const { result: count, ms } = await withProcessorTime(postgres, work);
  return {
    all: ((performance.now() - start) * 1_000) / count,
    client: (ms.client * 1_000) / count,
    postgres: (ms.postgres * 1_000) / count,
  };
}

/** What the sequencers kept last. @type {string | undefined} */
let kept;

/**
 * A sequencer that checks what it takes, as a server's does.
 *
 * @param {Database} database
 * @param {Sealer} sealer of its events
 * @param {WrittenEvents} [written] the events of this process; without it, all are another server's
 */
function sequencerOver(database, sealer, written) {
  const checkpointStore = {
    load: () => kept,
    keep: async (/** @type {string} */ note) => {
      kept = note;
    },
  };
  const signer = createSigner(key);
  const nonceOf = sealer.nonce;
  return new Sequencer({ database, log, signer, checkpointStore, nonceOf, written, clock });
}

/**
 * Half of the events as those of another server, the rest as those of this process.
 *
 * @param {Database} database
 * @param {Sealer} sealer of its events
 * @param {WrittenEvents} written
 */
async function sequencing(database, sealer, written) {
  const half = (targets * (changesToEach + 1)) / 2;
  const others = await sequencingCost(sequencerOver(database, sealer), half);
  const own = await sequencingCost(sequencerOver(database, sealer, written), Infinity);
  const ratio = (others.client + others.postgres) / (own.client + own.postgres);
  return {
    sequencedPerSecond: Math.round(1e6 / own.all),
    sequencingMicros: { client: rounded(own.client), postgres: rounded(own.postgres) },
    sequencingOthersMicros: { client: rounded(others.client), postgres: rounded(others.postgres) },
    timesOwnSequencing: rounded(ratio),
  };
}

/**
 * @param {Sequencer} sequencer
 * @param {number} events how many to sequence, at least
 */
function sequencingCost(sequencer, events) {
  return costOf(async () => {
    for (let count = 0; ; ) {
      const result = await sequencer.runBatch();
      if (result.kind !== "appended") return count;
      count += result.count;
      if (count >= events) return count;
    }
  });
}

/**
 * The time from the end of a commit until the event's proof is available, one commit at a time.
 *
 * @param {Database} database
 * @param {Trail} trail
 * @param {Sealer} sealer of its events
 */
async function provable(database, trail, sealer) {
  const sequencer = sequencerOver(database, sealer);
  const loop = startSequencerLoop(sequencer, (error) => console.error(error));
  const ledger = new Ledger(database, log);
  /** @type {number[]} */
  const times = [];
  for (let i = 1; i <= proofs; i++) {
    const [event] = await checkHealth(trail, act, [`Machines-${i}`], changesToEach + 1);
    const number = Number(event?.Id.slice("Events-".length));
    const start = performance.now();
    while ((await ledger.places([number])).size === 0) await delay(pollMs);
    times.push(performance.now() - start);
  }
  await loop.stop();
  return {
    provableP50Ms: rounded(quantile(times, 0.5)),
    provableP99Ms: rounded(quantile(times, 0.99)),
  };
}

/**
 * Whole verifications, after one as warm-up.
 *
 * @param {Database} database
 * @param {Sealer} sealer of its events
 */
async function verification(database, sealer) {
  const options = { log, nonceOf: sealer.nonce, connections };
  const verify = async (/** @type {EarlierResult | undefined} */ earlier) => {
    const { ok, head, ranges = [] } = await verifyTrail(database, { ...options, earlier });
    if (!ok) throw new TypeError("The ledger that was just made does not verify.");
    return { size: head.size, ranges };
  };
  const { size: events, ranges } = await verify(undefined);
  const full = await verificationCost(() => verify(undefined));
  const again = await verificationCost(() => verify({ ranges, use: "compare" }));
  const incremental = await verificationCost(() => verify({ ranges, use: "skip" }));
  return {
    events,
    verifiedPerSecond: full.perSecond,
    verifiedPerCpuSecond: Math.round(1e6 / full.client),
    verifyingMicros: { client: rounded(full.client), postgres: rounded(full.postgres) },
    verifiedAgainPerSecond: again.perSecond,
    verifyingAgainMicros: { client: rounded(again.client), postgres: rounded(again.postgres) },
    incrementalMicros: {
      client: rounded(incremental.client),
      postgres: rounded(incremental.postgres),
    },
    memoryMB: Math.round(process.memoryUsage().rss / 1e6),
    ...(await bareHashing(database, full.client)),
  };
}

/** @param {() => Promise<{ size: number }>} verify */
async function verificationCost(verify) {
  const costs = [];
  for (let i = 0; i < verifications; i++)
    costs.push(await costOf(async () => (await verify()).size));
  return {
    perSecond: Math.round(1e6 / median(costs.map(({ all }) => all))),
    client: median(costs.map(({ client }) => client)),
    postgres: median(costs.map(({ postgres }) => postgres)),
  };
}

/**
 * The cost of verifying an event, relative to only hashing its bytes.
 *
 * @param {Database} database
 * @param {number} verifyingMicros
 */
async function bareHashing(database, verifyingMicros) {
  const text = "select body from trail.events";
  const rows = await database.query({ name: "", text }, []);
  const bodies = rows.map((row) => Buffer.from(/** @type {{ body: string }} */ (row).body));
  const hashAll = async () => {
    for (const body of bodies) hash("sha256", body, "hex");
    return bodies.length;
  };
  await hashAll();
  const costs = [];
  for (let i = 0; i < hashings; i++) costs.push((await costOf(hashAll)).client);
  return {
    eventBytes: Math.round(bodies.reduce((sum, { length }) => sum + length, 0) / bodies.length),
    timesBareHash: rounded(verifyingMicros / median(costs)),
  };
}

/** @param {number} number */
function rounded(number) {
  return Number(number.toFixed(1));
}

showUsage(`Usage: npm run bench:ledger -- [--record]

Measures the ledger. --record saves the result in bench/results.`);
const options = new Set(process.argv.slice(2));
const loadBefore = otherLoad();
const cluster = await startCluster();
const postgres = cluster.processId;
const database = openPostgres({ url: await cluster.createDatabase("ledger") });
try {
  const { trail, sealer, written } = await openTrail(database);
  await registerDocumentTypes(database, DOCUMENT_DEFINITIONS);
  await sequencerOver(database, sealer).open();
  await recordTargets(trail, act, targets, changesToEach);
  // The database does this automatically within minutes after this many writes.
  await database.script("analyze");
  const result = {
    ...(await sequencing(database, sealer, written)),
    ...(await verification(database, sealer)),
    ...(await provable(database, trail, sealer)),
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
