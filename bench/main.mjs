/**
 * Measures the performance goals of the design: `npm run bench -- [--json] [--record]`. `--json`
 * prints only one object; `--record` saves it in results/. README.md describes the measurement.
 */
import { writeFileSync } from "node:fs";
import { showUsage } from "../scripts/usage.mjs";
import { auditedSave } from "./audited-save.mjs";
import { startCluster } from "./cluster.mjs";
import { machineFacts, otherLoad } from "./machine.mjs";

showUsage(`Usage: npm run bench -- [--json] [--record]

Measures the overhead of the audit trail. --json prints only one object, --record saves it in bench/results.`);
const options = new Set(process.argv.slice(2));
const loadBefore = otherLoad();
const cluster = await startCluster();
try {
  const measured = await auditedSave(cluster);
  const result = { ...measured, loadBefore, machine: machineFacts(cluster.version) };
  const json = JSON.stringify(result, undefined, 2);
  if (options.has("--record")) {
    writeFileSync(new URL("results/audited-save.json", import.meta.url), `${json}\n`);
  }
  console.log(options.has("--json") ? json : readable(result));
} finally {
  await cluster.stop();
}

/** @param {Awaited<ReturnType<typeof auditedSave>>} result */
function readable({ auditedSaveRatio, ratios, audited, plain, clients, documentBytes }) {
  /** @param {string} name @param {typeof audited} side */
  const line = (name, { savesPerSecond, p50Ms, p95Ms }) =>
    `  ${name}  ${savesPerSecond}/s, p50 ${p50Ms} ms, p95 ${p95Ms} ms`;
  return [
    `audited-save: ${clients} clients, documents of ${documentBytes} bytes`,
    line("without the trail", plain),
    line("audited          ", audited),
    `  auditedSaveRatio ${auditedSaveRatio} (goal 0.85; rounds ${ratios.join(", ")})`,
  ].join("\n");
}
