import { createSigner, formatVerifierKey, newSignerKey, type Policy } from "@indelible/ledger";
import { type Database, Ledger, Sequencer, Witnesses } from "@indelible/trail";
import type { FastifyBaseLogger } from "fastify";
import { NO_WITNESSES } from "./witness-policy.ts";

/** What the ledger of a server is made of. */
export interface LedgerOptions {
  readonly database: Database;
  readonly clock: () => Date;
  /** 32 bytes from which the key that signs checkpoints is made. */
  readonly ledgerSeed: Uint8Array;
  /** The name of the ledger; by default it is made from the installation's id. */
  readonly ledgerOrigin: string | undefined;
  /** Who witnesses the ledger; nobody by default. */
  readonly witnessPolicy?: Policy;
  /** How witnesses are reached; by default the runtime's own `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Gets unexpected errors and alarms. */
  readonly log: FastifyBaseLogger;
}

/** The ledger of a server, with what extends it and who watches it. */
export interface LedgerParts {
  readonly ledger: Ledger;
  readonly sequencer: Sequencer;
  readonly witnesses: Witnesses;
  readonly origin: string;
  /** The key that checks its signatures, as C2SP signed-note writes it. */
  readonly verifierKey: string;
}

/** Puts the ledger of an installation together. */
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
