import { createVerifier, parseVerifierKey, type Verifier } from "@indelible/ledger";
import { WitnessError } from "./witness-error.ts";

/** A log that a witness watches. */
export interface WatchedLog {
  readonly origin: string;
  /**
   * The keys that may sign its checkpoints: at least one, and more while the log changes its key.
   */
  readonly verifiers: readonly Verifier[];
}

/**
 * The logs of some verifier key strings (C2SP vkey): the name of a key is the origin of its log,
 * and keys with the same name belong to one log. WitnessError `logs` if there is no key or one is
 * not of a log (type 01); LedgerError for a string that is not a verifier key.
 */
export function watchedLogs(texts: readonly string[]): readonly WatchedLog[] {
  const keys = texts.map(parseVerifierKey);
  if (keys.length === 0) {
    throw new WitnessError("logs", "A witness needs the key of at least one log.");
  }
  if (keys.some(({ type }) => type !== "note")) {
    throw new WitnessError(
      "logs",
      "A log signs with a key of type 01; a witness's key (04) was given.",
    );
  }
  return [...new Set(keys.map(({ name }) => name))].map((origin) => ({
    origin,
    verifiers: keys.filter(({ name }) => name === origin).map((key) => createVerifier(key)),
  }));
}
