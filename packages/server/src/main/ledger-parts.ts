import {
  createSigner,
  createVerifier,
  formatVerifierKey,
  newSignerKey,
  type Policy,
} from "@indelible/ledger";
import {
  type CheckpointKeeper,
  type Database,
  Ledger,
  type LedgerReport,
  type Sealer,
  Sequencer,
  Witnesses,
} from "@indelible/trail";
import { NO_WITNESSES } from "./witness-policy.ts";

/** What the ledger of a server is made of. */
export interface LedgerOptions {
  readonly database: Database;
  readonly clock: () => Date;
  /** 32 bytes from which the key that signs checkpoints is made. */
  readonly ledgerSeed: Uint8Array;
  /** Where the newest signed checkpoint is kept, out of reach of the database. */
  readonly checkpointKeeper: CheckpointKeeper;
  /** The sealer whose nonces tell the events that this server wrote. */
  readonly sealer: Sealer;
  /** The name of the ledger; by default it is made from the installation's id. */
  readonly ledgerOrigin: string | undefined;
  /** Who witnesses the ledger; nobody by default. */
  readonly witnessPolicy?: Policy;
  /** How witnesses are reached; by default the runtime's own `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  readonly logError: (error: unknown, occasion: string) => void;
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
  onRound: (report: LedgerReport) => Promise<void>,
): Promise<LedgerParts> {
  const { database, clock, checkpointKeeper: keeper } = options;
  const origin = options.ledgerOrigin ?? `indelible/${installationId}`;
  const key = await newSignerKey(origin, "note", options.ledgerSeed);
  const policy = options.witnessPolicy ?? NO_WITNESSES;
  const log = { origin, verifiers: [createVerifier(key)] };
  const cosigners = policy.witnesses.map((witness) => createVerifier(witness.key));
  const ledger = new Ledger(database, { ...log, witnesses: cosigners });
  const witnesses = new Witnesses({
    database,
    ledger,
    policy,
    clock,
    fetch: options.fetch ?? globalThis.fetch,
    onAlarm: (alarm) => options.logError(alarm, "ALARM: the ledger was rewritten"),
  });
  const signer = createSigner(key);
  const nonceOf = options.sealer.nonce;
  const sequencer = new Sequencer({ database, log, signer, keeper, nonceOf, clock, onRound });
  return { ledger, sequencer, witnesses, origin, verifierKey: formatVerifierKey(key) };
}
