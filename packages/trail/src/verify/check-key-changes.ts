import { type KeyStatement, LedgerError, openKeyStatement } from "@indelible/ledger";
import { type KeyChange, keyChanges } from "../checkpoints/key-changes.ts";
import { isEarlierLog } from "../checkpoints/log-origin.ts";
import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import { canonicalize } from "../json/canonical.ts";
import type { CheckContext } from "./check.ts";
import { eventIdOf } from "./event-row.ts";
import type { Finding } from "./finding.ts";

const CHANGE = sqlFile("verify-key-change");

/**
 * Verifies the stored changes of the ledger's key: both keys signed each statement, it is of the log
 * that is verified or of an earlier one, an event states it, and the old key signed a checkpoint of
 * its tree. Events of earlier logs may be lost with a restored backup.
 */
export async function checkKeyChanges({
  connection,
  options,
  report,
}: CheckContext): Promise<undefined> {
  const { origin } = options.log;
  for (const change of await keyChanges(connection)) {
    const statement = await openStatement(change.note);
    const fault =
      statement === undefined
        ? "is not signed by both of its keys"
        : await faultOf(connection, change, statement, origin);
    if (fault !== undefined) report(finding(change, fault));
  }
}

async function faultOf(
  connection: Database,
  { note, eventNumber }: KeyChange,
  { origin, tree }: KeyStatement,
  current: string,
): Promise<string | undefined> {
  const isEarlier = isEarlierLog(origin, current);
  if (origin !== current && !isEarlier) return "is of another log";
  if (eventNumber === null) return isEarlier ? undefined : "is not stated by an event";
  const root = Buffer.from(tree.root).toString("hex");
  const [row] = await connection.query<{ body: string | null; hasCheckpoint: boolean }>(CHANGE, [
    eventNumber,
    tree.size,
    root,
  ]);
  if (!row?.body?.includes(canonicalize(note))) return "is not what its event states";
  return isEarlier || row.hasCheckpoint ? undefined : "is of a tree without a checkpoint";
}

async function openStatement(note: string): Promise<KeyStatement | undefined> {
  try {
    return await openKeyStatement(note);
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

function finding({ eventNumber }: KeyChange, fault: string): Finding {
  const eventId = eventNumber === null ? null : eventIdOf(eventNumber);
  return {
    kind: "changed",
    eventId,
    index: null,
    detail: `A change of the ledger's key ${fault}.`,
  };
}
