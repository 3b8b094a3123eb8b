import { readFileSync } from "node:fs";
import { LedgerError, type Policy, parsePolicy } from "@indelible/ledger";
import { ConfigError } from "./config.ts";

/** The policy of a ledger without witnesses. */
export const NO_WITNESSES: Policy = { logs: [], witnesses: [], groups: [], quorum: undefined };

/** Reads a policy from a file; fails with `ConfigError` when it is missing or invalid. */
export function readWitnessPolicy(file: string | undefined): Policy {
  if (file === undefined) return NO_WITNESSES;
  try {
    return parsePolicy(readFileSync(file));
  } catch (cause) {
    if (!(cause instanceof LedgerError) && !(cause as NodeJS.ErrnoException).code) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`WITNESS_POLICY cannot be used: ${reason}`);
  }
}
