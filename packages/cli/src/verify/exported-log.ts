import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type LogIdentity, logOfKeys, MAX_CHAINED_KEYS, parseVerifierKey } from "@indelible/ledger";
import { EXPORT_FILES } from "../export-files.ts";

/** The log in a folder of an export, and the keys that it is known by. */
export interface ExportedKeys {
  /** C2SP verifier key strings: the given ones, else the current one of the folder. */
  readonly keys: readonly string[];
  /** The log with these keys, and those that the statements of the folder connect with the first. */
  readonly log: LogIdentity;
}

/** Reads the keys of a log from a folder of an export. Throws LedgerError for what is not a key. */
export async function exportedKeys(
  folder: string,
  given: readonly string[],
): Promise<ExportedKeys> {
  const keys = given.length > 0 ? given : [currentKey(folder)];
  return { keys, log: await logOfKeys(keys.map(parseVerifierKey), statementsIn(folder)) };
}

/** The first line of the file. */
function currentKey(folder: string): string {
  const [first = ""] = readFileSync(join(folder, EXPORT_FILES.verifierKey), "utf8").split("\n");
  return first.trim();
}

function statementsIn(folder: string): string[] {
  const statements: string[] = [];
  for (let number = 1; number <= MAX_CHAINED_KEYS; number++) {
    const file = join(folder, EXPORT_FILES.keyStatements, String(number));
    if (!existsSync(file)) break;
    statements.push(readFileSync(file, "utf8"));
  }
  return statements;
}
