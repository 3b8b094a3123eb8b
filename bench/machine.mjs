import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";

const gibibyte = 1024 ** 3;

/**
 * What a result depends on in addition to the code, without anything that identifies the machine or
 * the date.
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
 * The load of the machine: running and waiting processes, as average of a minute. Read it before
 * measuring; above 0.5 the result is not meaningful.
 */
export function otherLoad() {
  return Number((loadavg()[0] ?? 0).toFixed(1));
}

/** The unit of processor time on Linux (USER_HZ), in milliseconds. */
const tickMs = 10;

/**
 * Processor time that a process and its children have used, including ended children, in
 * milliseconds; NaN on systems other than Linux (proc(5)).
 *
 * @param {number} processId
 */
export function processorMs(processId) {
  const all = processTimes();
  const own = all.find(({ id }) => id === processId);
  if (own === undefined) return Number.NaN;
  const children = all.filter(({ parent }) => parent === processId);
  const ticks = children.reduce(
    (sum, child) => sum + child.ticks,
    own.ticks + own.endedChildrenTicks,
  );
  return ticks * tickMs;
}

function processTimes() {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap(timesOf);
  } catch {
    return [];
  }
}

/** @param {string} id */
function timesOf(id) {
  try {
    const text = readFileSync(`/proc/${id}/stat`, "utf8");
    // The name, in brackets, may contain any text; it is followed by the state, the parent and
    // numbers.
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = fields.slice(11);
    return [
      {
        id: Number(id),
        parent: fields[1],
        ticks: user + system,
        endedChildrenTicks: childrenUser + childrenSystem,
      },
    ];
  } catch {
    return []; // It has ended.
  }
}
