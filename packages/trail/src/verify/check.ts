import type { LogIdentity } from "@indelible/ledger";
import type { Database } from "../database/database.ts";
import type { DocumentType } from "../document/document-type.ts";
import type { DigestKeys } from "../secrets/secret-digests.ts";
import type { ExpectedSchema } from "./expected-schema.ts";
import type { Finding, Findings } from "./finding.ts";
import type { Inspection } from "./inspect.ts";
import type { TreeWalk } from "./tree-walk.ts";
import type { VerifiedRange } from "./verified-statement.ts";

/** The input of a verification. None of it may come from the database that is verified. */
export interface VerifyOptions {
  /** The log's name and key, and the keys of the witnesses whose cosignatures are checked. */
  readonly log: LogIdentity;
  /**
   * Returns the nonces of the server's events (`Sealer.nonce`). Without it only the tree
   * distinguishes a forged event from a genuine one: down to the batch in which it was signed.
   */
  readonly nonceOf?: ((text: string) => string) | undefined;
  /**
   * Computes the digests of secrets (a `Sealer`). Without it the secrets and hidden fields of
   * documents are not compared with their events.
   */
  readonly secrets?: DigestKeys | undefined;
  /** A checkpoint kept from an earlier time, as a signed note. */
  readonly kept?: string | undefined;
  /**
   * The document types: titles, links and unique keys of their documents are compared with these, and
   * the rules that the database has of them.
   */
  readonly types?: readonly DocumentType[] | undefined;
  /** What the migrations make; without it functions, triggers and the like are not compared. */
  readonly schema?: ExpectedSchema | undefined;
  /** Checks of tables that are not the trail's, after its own, in this order. */
  readonly checks?: readonly TableCheck[] | undefined;
  /** What an earlier verification stated; without it every entry is checked in full. */
  readonly earlier?: EarlierResult | undefined;
  /** Connections to read with at the same time, in addition to the first; default: 1. */
  readonly connections?: number;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** The result of an earlier verification, and how to use it. */
export interface EarlierResult {
  /** The ranges of entries that it verified, from the first entry on. */
  readonly ranges: readonly VerifiedRange[];
  /**
   * `compare`: everything is read, and what is as it was then needs no other check. `skip`: it is not
   * read, so changes of it in the meantime are not found.
   */
  readonly use: "compare" | "skip";
}

/** What the checks count, in addition to findings. */
export interface Tally {
  /** Events that wait for their place in the ledger. */
  readonly waiting: number;
  /**
   * Documents whose secrets and hidden fields no digest binds: their last event is of format 1, or
   * was recorded for direct SQL. Not counted without `secrets`.
   */
  readonly notBound: number;
}

/** What a check works with. */
export interface CheckContext {
  /** In a transaction with one snapshot, read only. */
  readonly connection: Database;
  readonly options: VerifyOptions;
  readonly report: (...findings: readonly Finding[]) => void;
  /** What was found so far, by this check and those before it. */
  readonly findings: Findings;
  /** How events are checked. */
  readonly inspection: Inspection;
  /** The tree of the entries. */
  readonly walk: TreeWalk;
  /** The ranges of the first entries that need no other check, because they are as they were. */
  readonly prefix: readonly VerifiedRange[];
}

/** One check of a verification; reports findings, and returns what it counted, if anything. */
export type Check = (context: CheckContext) => Promise<Partial<Tally> | undefined>;

/** A check of tables that are not the trail's. */
export type TableCheck = (context: Pick<CheckContext, "connection" | "report">) => Promise<void>;
