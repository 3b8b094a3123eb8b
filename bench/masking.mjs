/**
 * Measures masking: `node bench/masking.mjs [--record]`, after `npm run build`. README.md says what is
 * measured and how.
 */
import { writeFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { EMPTY_LOG } from "@indelible/domain";
import { TaskLog } from "@indelible/engine";
import { MaskingCursor, SecretSet } from "@indelible/masking";
import { showUsage } from "../scripts/usage.mjs";
import { machineFacts, otherLoad } from "./machine.mjs";
import { median } from "./rounds.mjs";

const activities = 500;
const rounds = 15;
const chunkLines = 500;
const chunkCount = 40;
const secrets = Array.from(
  { length: 100 },
  (_, i) => `S3cr3t-${i}-${i * 7919}-pass/wörd&${i * 31}`,
);

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

/** Bytes that are in use after a garbage collection. */
function usedBytes() {
  collectGarbage();
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/**
 * What the log of a task costs that has all secrets and so many activities, each of which has written.
 *
 * @param {number} count
 */
async function costOfLog(count) {
  const before = usedBytes();
  const start = performance.now();
  const log = await TaskLog.open({
    store: { activities: async () => [], digest: async () => EMPTY_LOG, append: async () => {} },
    taskId: "ServerTasks-1",
    name: "Deploy",
    clock: () => new Date(),
  });
  for (const secret of secrets) log.addSecret(secret);
  for (let i = 0; i < count; i++) await log.root.child(`${i}`, "Step").write("Info", "line\n");
  const ms = performance.now() - start;
  const bytes = usedBytes() - before;
  await log.close("Success");
  return { bytes, ms };
}

/** Text as installers write it, without a secret: what most output is. */
function chunksOfOutput() {
  return Array.from({ length: chunkCount }, (_, chunk) =>
    Array.from(
      { length: chunkLines },
      (_, i) =>
        `2026-03-01T12:00:00Z [info] Installing package ${chunk}-${i} to /opt/app/${i * 17}\n`,
    ).join(""),
  );
}

/**
 * Milliseconds of processor time, which other work on the machine disturbs less than the clock.
 *
 * @param {readonly string[]} chunks
 * @param {(chunk: string) => string} work
 */
function processorMsOf(chunks, work) {
  const start = process.cpuUsage();
  let length = 0;
  for (const chunk of chunks) length += work(chunk).length;
  const { user, system } = process.cpuUsage(start);
  if (length === 0) throw new TypeError("Nothing came out.");
  return (user + system) / 1e3;
}

function throughput() {
  const chunks = chunksOfOutput();
  const characters = chunks.reduce((sum, { length }) => sum + length, 0);
  const cursor = new MaskingCursor(SecretSet.empty().with(...secrets));
  const measured = Array.from({ length: rounds + 1 }, () => ({
    masking: processorMsOf(chunks, (chunk) => cursor.write(chunk)),
    copying: processorMsOf(chunks, (chunk) => Buffer.from(chunk).toString()),
  })).slice(1);
  return {
    maskedMillionsPerCpuSecond: rounded(
      characters / 1e3 / median(measured.map(({ masking }) => masking)),
    ),
    timesPlainCopy: rounded(median(measured.map(({ masking, copying }) => masking / copying))),
  };
}

/** @param {number} number */
function rounded(number) {
  return Number(number.toFixed(1));
}

showUsage(`Usage: npm run bench:masking -- [--record]

Measures the masking of secrets in logs. --record saves the result in bench/results.`);
const options = new Set(process.argv.slice(2));
const loadBefore = otherLoad();
await costOfLog(1);
const one = await costOfLog(1);
const all = await costOfLog(activities);
const { cores, processor, memoryGiB, platform, node } = machineFacts("");
const result = {
  activities,
  secrets: secrets.length,
  logMB: rounded(all.bytes / 1e6),
  logOfOneMB: rounded(one.bytes / 1e6),
  timesLogOfOne: rounded(all.bytes / one.bytes),
  logMs: rounded(all.ms),
  ...throughput(),
  loadBefore,
  machine: { cores, processor, memoryGiB, platform, node },
};
const json = JSON.stringify(result, undefined, 2);
if (options.has("--record")) {
  writeFileSync(new URL("results/masking.json", import.meta.url), `${json}\n`);
}
console.log(json);
