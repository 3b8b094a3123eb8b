import { join } from "node:path";
import { replaceFile, textOf } from "./durable-file.ts";

/** A small text file of a data folder, which is replaced again and again. */
export interface KeptFile {
  /** The text of the file; undefined if there is none. */
  load(): string | undefined;
  /** Replaces the file atomically; resolves when it is durable. */
  keep(text: string): Promise<void>;
}

/** `ledger.checkpoint`: the newest checkpoint that the folder's server signed. System errors are passed on. */
export function keptCheckpoint(folder: string): KeptFile {
  return keptFile(folder, "ledger.checkpoint");
}

/** `ledger.verified`: the entries that were verified (docs/formats/verified.md). Errors as above. */
export function keptVerified(folder: string): KeptFile {
  return keptFile(folder, "ledger.verified");
}

/** `ledger.verifier`: how far the server's verification in the background is. Errors as above. */
export function keptVerifierState(folder: string): KeptFile {
  return keptFile(folder, "ledger.verifier");
}

function keptFile(folder: string, name: string): KeptFile {
  const path = join(folder, name);
  return { load: () => textOf(path), keep: (text) => replaceFile(path, text) };
}
