import { createSigner, formatVerifierKey, newSignerKey, type Policy } from "@indelible/ledger";
import { type Database, Ledger, Sequencer, Witnesses } from "@indelible/trail";
import type { FastifyBaseLogger } from "fastify";
import { NO_WITNESSES } from "./witness-policy.ts";

/** Dependencies and settings of the ledger. */
export interface LedgerOptions {
  readonly database: Database;
  readonly clock: () => Date;
  /** 32 bytes from which the signing key of checkpoints is derived. */
  readonly ledgerSeed: Uint8Array;
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
  readonly origin: string;
  /** The key that verifies its signatures, in the format of C2SP signed-note. */
  readonly verifierKey: string;
}

/** Creates the ledger of an installation. */
export async function createLedgerParts(
  options: LedgerOptions,
  installationId: string,
): Promise<LedgerParts> {
  const { database, clock } = options;
  const origin = options.ledgerOrigin ?? `indelible/${installationId}`;
  const key = await newSignerKey(origin, "note", options.ledgerSeed);
  const ledger = new Ledger(database);
  const witnesses = new Witnesses({
    database,
    ledger,
    policy: options.witnessPolicy ?? NO_WITNESSES,
    clock,
    fetch: options.fetch ?? globalThis.fetch,
    onAlarm: (alarm) => options.log.error(alarm, "ALARM: the ledger was rewritten"),
  });
  const sequencer = new Sequencer({ database, origin, signer: createSigner(key), clock });
  return { ledger, sequencer, witnesses, origin, verifierKey: formatVerifierKey(key) };
}
