import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatHash, LedgerError, openCheckpoint, type TreeHead } from "@indelible/ledger";
import { type Finding, originOfLog, parseLogOrigin } from "@indelible/trail";
import { logOf } from "./verify-log-files.ts";

/**
 * Verifies the closed logs of an exported directory, whose current log has the origin: the last
 * checkpoint of each is there and signed, and the first event states that of the log before.
 */
export async function checkClosedDirectories(
  folder: string,
  origin: string,
  firstEvent: string,
): Promise<Finding[]> {
  const { base, number } = parseLogOrigin(origin);
  const findings: Finding[] = [];
  for (let each = 1; each < number; each++) {
    const name = originOfLog(base, each);
    const head = await closingOf(join(folder, "closed", String(each)), name);
    if (head === undefined) {
      findings.push(finding(`The last checkpoint of ${name} is missing or not signed by its key.`));
    } else if (each === number - 1 && !isStated(firstEvent, name, head)) {
      findings.push(finding(`The first event does not state the last checkpoint of ${name}.`));
    }
  }
  return findings;
}

async function closingOf(folder: string, origin: string): Promise<TreeHead | undefined> {
  const files = ["checkpoint", "verifier-key"].map((file) => join(folder, file));
  if (!files.every(existsSync)) return undefined;
  const [note = "", key = ""] = files.map((file) => readFileSync(file, "utf8"));
  try {
    const log = logOf(key.trim());
    return log.origin === origin ? (await openCheckpoint(note, log)).checkpoint : undefined;
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

/** The members are next to each other in the canonical form of an event. */
function isStated(event: string, origin: string, { size, root }: TreeHead): boolean {
  const name = `"Origin":${JSON.stringify(origin)},`;
  return event.includes(`${name}"RootHash":"${formatHash(root)}","Size":${size},`);
}

function finding(detail: string): Finding {
  return { kind: "changed", eventId: null, index: null, detail };
}
