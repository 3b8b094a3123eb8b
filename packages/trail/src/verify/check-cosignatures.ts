import { LedgerError, parseNote, type Verifier } from "@indelible/ledger";
import { verifiedCosignature } from "../checkpoints/cosignatures.ts";
import { sqlFile } from "../database/sql-file.ts";
import type { CheckContext } from "./check.ts";
import type { Finding } from "./finding.ts";

const COSIGNATURES = sqlFile("verify-cosignatures");
const PAGE_ROWS = 500;

interface CosignatureRow {
  readonly size: number;
  readonly witness: string;
  readonly line: string;
  /** Notes of the checkpoints of its size and root. */
  readonly notes: readonly string[];
}

/**
 * Reports cosignatures that are of no stored checkpoint, no signature line, or do not verify by the key
 * of a witness of the log. Those of other keys cannot be judged.
 */
export async function checkCosignatures(context: CheckContext): Promise<undefined> {
  const { connection, options, report } = context;
  const { witnesses = [] } = options.log;
  for (let skip = 0; ; skip += PAGE_ROWS) {
    const rows = await connection.query<CosignatureRow>(COSIGNATURES, [skip, PAGE_ROWS]);
    for (const row of rows) {
      const fault = await faultOf(row, witnesses);
      if (fault !== undefined) report(finding(row, fault));
    }
    if (rows.length < PAGE_ROWS) return;
  }
}

async function faultOf(
  { line, notes }: CosignatureRow,
  witnesses: readonly Verifier[],
): Promise<string | undefined> {
  if (notes.length === 0) return "is of no checkpoint";
  const label = labelIn(line);
  if (label === undefined) return "is not a signature";
  if (!witnesses.some(({ name, keyId }) => label === `${name}+${keyId}`)) return undefined;
  const verified = await Promise.all(notes.map((n) => verifiedCosignature(n, line, witnesses)));
  return verified.some((signature) => signature !== undefined) ? undefined : "does not verify";
}

/** Name and key ID of a signature line; undefined for any other text. */
function labelIn(line: string): string | undefined {
  try {
    const { signatures } = parseNote(`any text\n\n${line}`);
    const [signature] = signatures;
    return signatures.length === 1 ? `${signature?.name}+${signature?.keyId}` : undefined;
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

function finding({ size, witness }: CosignatureRow, fault: string): Finding {
  const detail = `A cosignature of the witness ${witness} for size ${size} ${fault}.`;
  return { kind: "inserted", eventId: null, index: null, detail };
}
