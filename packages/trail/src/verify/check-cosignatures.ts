import {
  cosignatureTime,
  LedgerError,
  type NoteSignature,
  parseNote,
  type Verifier,
} from "@indelible/ledger";
import { verifiedCosignature } from "../checkpoints/cosignatures.ts";
import { sqlFile } from "../database/sql-file.ts";
import type { CheckContext } from "./check.ts";
import type { Finding } from "./finding.ts";

const COSIGNATURES = sqlFile("verify-cosignatures");
const PAGE_ROWS = 500;
const TIME = "has another time than its row";

interface CosignatureRow {
  readonly size: number;
  readonly witness: string;
  readonly line: string;
  readonly signed_on: Date;
  /** Notes of the checkpoints of its size and root; of a closed log, also its last one. */
  readonly notes: readonly string[];
}

/**
 * Reports cosignatures that are of no stored checkpoint, no signature line, or do not verify by the key
 * of a witness of the log, also those of closed logs. Of other keys only the time is compared with that
 * of the row.
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
  { line, notes, signed_on }: CosignatureRow,
  witnesses: readonly Verifier[],
): Promise<string | undefined> {
  if (notes.length === 0) return "is of no checkpoint";
  const signature = signatureIn(line);
  if (signature === undefined) return "is not a signature";
  const isOf = ({ name, keyId }: Verifier) => name === signature.name && keyId === signature.keyId;
  if (witnesses.some(isOf)) {
    const verified = await Promise.all(notes.map((n) => verifiedCosignature(n, line, witnesses)));
    if (verified.every((found) => found === undefined)) return "does not verify";
  }
  return cosignatureTime(signature.signature) === signed_on.getTime() / 1000 ? undefined : TIME;
}

/** The signature in a line; undefined for any other text. */
function signatureIn(line: string): NoteSignature | undefined {
  try {
    const { signatures } = parseNote(`any text\n\n${line}`);
    return signatures.length === 1 ? signatures[0] : undefined;
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

function finding({ size, witness }: CosignatureRow, fault: string): Finding {
  const detail = `A cosignature of the witness ${witness} for size ${size} ${fault}.`;
  return { kind: "inserted", eventId: null, index: null, detail };
}
