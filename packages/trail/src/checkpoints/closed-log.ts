import { formatHash, type Hash } from "@indelible/ledger";
import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";

/** What the first event of a new log states of the log before it. */
export interface ClosedLogStatement {
  readonly [name: string]: string | number;
  readonly Origin: string;
  /** C2SP verifier key string of the closed log. */
  readonly VerifierKey: string;
  /** Size and root (Base64) of the last checkpoint that was kept. */
  readonly Size: number;
  readonly RootHash: string;
  /** Entries of that tree that were lost. */
  readonly MissingEntries: number;
}

/** A log that was closed: nothing is signed under its origin again. */
export interface ClosedLog {
  /** 1 for the first log of an installation. */
  readonly number: number;
  readonly origin: string;
  readonly verifierKey: string;
  /** Size and root of the last checkpoint that was kept, and its signed note. */
  readonly size: number;
  readonly root: Hash;
  readonly note: string;
  /** Entries of that tree that were lost. */
  readonly missing: number;
  /** The event that states this: the first entry of the next log. */
  readonly eventNumber: number;
  readonly closedOn: Date;
}

const CLOSED_LOGS = sqlFile("closed-logs");

/** All closed logs of a database, oldest first. */
export function closedLogs(database: Database): Promise<ClosedLog[]> {
  return database.query<ClosedLog>(CLOSED_LOGS, []);
}

/** What an event states of a closed log. */
export function closedLogStatement(
  log: Pick<ClosedLog, "origin" | "verifierKey" | "size" | "root" | "missing">,
): ClosedLogStatement {
  return {
    Origin: log.origin,
    VerifierKey: log.verifierKey,
    Size: log.size,
    RootHash: formatHash(log.root),
    MissingEntries: log.missing,
  };
}
