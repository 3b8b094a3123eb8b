import {
  formatVerifierKey,
  keyChain,
  LedgerError,
  type LogIdentity,
  logOfKeys,
  parseVerifierKey,
} from "@indelible/ledger";
import type { LedgerIdentity } from "./known-ledger.ts";

/**
 * The log of a ledger: with its key, and those that signed statements connect with it. LedgerError if
 * the key cannot be read, or if statements contradict each other.
 */
export async function logOfLedger({
  origin,
  verifierKey,
  statements = [],
}: LedgerIdentity): Promise<LogIdentity> {
  return { ...(await logOfKeys([parseVerifierKey(verifierKey)], statements)), origin };
}

/**
 * The ledger with its current key: the known one, or the last one to which statements lead that the
 * known key and its successors signed. The known ledger if its key or the statements are invalid.
 */
export async function followKey(known: LedgerIdentity): Promise<LedgerIdentity> {
  try {
    const { origin, verifierKey, statements = [] } = known;
    const last = (await keyChain(parseVerifierKey(verifierKey), statements)).at(-1);
    if (last === undefined) return known;
    return { origin, verifierKey: formatVerifierKey(last.key), statements };
  } catch (error) {
    if (error instanceof LedgerError) return known;
    throw error;
  }
}
