import { readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";

const gibibyte = 1024 ** 3;

/**
 * What a result depends on besides the code, without anything that names the machine or the day.
 *
 * @param {string} postgres version of the server measured
 */
export function machineFacts(postgres) {
  const lockfile = JSON.parse(
    readFileSync(new URL("../package-lock.json", import.meta.url), "utf8"),
  );
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? "",
    memoryGiB: Math.round(totalmem() / gibibyte),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    postgres,
    pg: String(lockfile.packages["node_modules/pg"].version),
  };
}

/**
 * What else the machine was doing: processes that ran or waited to, a minute's average. Ask before
 * measuring; above 0.5 the result says little.
 */
export function otherLoad() {
  return Number((loadavg()[0] ?? 0).toFixed(1));
}
