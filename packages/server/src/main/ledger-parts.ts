import { type ChainedKey, createVerifier, type Policy } from "@indelible/ledger";
import {
  type CheckpointStore,
  type Database,
  type DocumentType,
  Ledger,
  type LedgerReport,
  type Sealer,
  Sequencer,
  Verifier,
  type VerifierRound,
  type VerifierStore,
  Witnesses,
  type WrittenEvents,
} from "@indelible/trail";
import type { FastifyBaseLogger } from "fastify";
import { baseOrigin, type LedgerKeys } from "./ledger-keys.ts";
import { openLog } from "./open-log.ts";
import { NO_WITNESSES } from "./witness-policy.ts";

/** Dependencies and settings of the ledger. */
export interface LedgerOptions {
  readonly database: Database;
  readonly clock: () => Date;
  readonly ledgerKeys: LedgerKeys;
  /** Where the newest signed checkpoint is kept, outside the database. */
  readonly checkpointStore: CheckpointStore;
  /** The types of documents that the verification in the background checks. */
  readonly definitions: readonly DocumentType[];
  /** Where the verification in the background keeps how far it is. */
  readonly verifierStore: VerifierStore;
  /** The sealer whose nonces identify the events that this server wrote. */
  readonly sealer: Sealer;
  /** The events that this process writes. */
  readonly written: WrittenEvents;
  /** The name of the ledger; by default derived from the installation's id. */
  readonly ledgerOrigin: string | undefined;
  /** The witnesses of the ledger; none by default. */
  readonly witnessPolicy?: Policy;
  /** Sends requests to witnesses; the runtime's `fetch` by default. */
  readonly fetch?: typeof globalThis.fetch;
  /** Receives unexpected errors and alarms. */
  readonly log: FastifyBaseLogger;
}

/** The ledger of a server, with its sequencer and its witnesses. */
export interface LedgerParts {
  readonly ledger: Ledger;
  readonly sequencer: Sequencer;
  readonly witnesses: Witnesses;
  /** Verifies the ledger in the background. */
  readonly verifier: Verifier;
  readonly origin: string;
  /** The keys that it has had, oldest first; the last one signs. */
  readonly keyChain: readonly ChainedKey[];
  /** The signed statements that replaced keys of this log and of closed ones. */
  readonly keyStatements: readonly string[];
}

/**
 * Creates the ledger of an installation. `onRound` receives a report after each batch of the
 * sequencer, with all alarms; `onVerified` each completed round of the verification.
 */
export async function createLedgerParts(
  options: LedgerOptions,
  installationId: string,
  onRound: (report: LedgerReport) => Promise<void>,
  onVerified?: (round: VerifierRound) => Promise<void>,
): Promise<LedgerParts> {
  const { database, clock, written } = options;
  const base = baseOrigin(options.ledgerOrigin, installationId);
  const opened = await openLog({ ...options, keys: options.ledgerKeys, base });
  const { log, chain, checkpointStore, signer, formerSigner } = opened;
  await options.ledgerKeys.statements.add(chain.flatMap(({ statement }) => statement ?? []));
  const policy = options.witnessPolicy ?? NO_WITNESSES;
  const cosigners = policy.witnesses.map((witness) => createVerifier(witness.key));
  const ledger = new Ledger(database, { ...log, witnesses: cosigners });
  const witnesses = new Witnesses({
    database,
    ledger,
    policy,
    clock,
    fetch: options.fetch ?? globalThis.fetch,
    onAlarm: (alarm) => options.log.error(alarm, "ALARM: the ledger was rewritten"),
  });
  const nonceOf = options.sealer.nonce;
  const verifier = new Verifier({
    database,
    ledger,
    log: { ...log, witnesses: cosigners },
    sealer: options.sealer,
    store: options.verifierStore,
    types: options.definitions,
    clock,
    onRound: onVerified,
  });
  const sequencer = new Sequencer({
    database,
    log,
    signer,
    formerSigner,
    checkpointStore,
    nonceOf,
    written,
    clock,
    onRound: (report) => onRound({ ...report, alarms: [...report.alarms, ...verifier.alarms] }),
  });
  const { statements: keyStatements } = opened;
  const { origin } = log;
  return { ledger, sequencer, verifier, witnesses, origin, keyChain: chain, keyStatements };
}
