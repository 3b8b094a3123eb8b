import { readFileSync } from "node:fs";
import { LedgerError, type Policy, parsePolicy } from "@indelible/ledger";
import { ConfigError } from "./config.ts";

/** Who witnesses a ledger when nobody is named: nobody, and nobody is asked for. */
export const NO_WITNESSES: Policy = { logs: [], witnesses: [], groups: [], quorum: undefined };

/** The policy in a file; fails with `ConfigError` when there is none that can be read. */
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
