import { formatVerifierKey, keyChain, type VerifierKey } from "@indelible/ledger";

/** Writes a file of an export. */
export type WriteFile = (path: string, bytes: Uint8Array | string) => Promise<void>;

/**
 * Exports the keys of a log, the current one first, and the statements that connect them, oldest
 * first. Statements of other logs are left out. LedgerError KEY_AMBIGUOUS if statements contradict.
 */
export async function exportKeys(
  known: VerifierKey,
  statements: readonly string[],
  write: WriteFile,
): Promise<void> {
  const chain = await keyChain(known, statements);
  const keys = chain.map(({ key }) => `${formatVerifierKey(key)}\n`);
  await write("verifier-key", keys.toReversed().join(""));
  for (const [place, { statement }] of chain.entries()) {
    if (statement !== undefined) await write(`key-statement/${place + 1}`, statement);
  }
}
