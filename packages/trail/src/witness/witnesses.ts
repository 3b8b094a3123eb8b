import {
  formatVerifierKey,
  isQuorumMet,
  type Policy,
  type PolicyWitness,
  parseNote,
  proveConsistency,
  tileHashReader,
} from "@indelible/ledger";
import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import { TrailError } from "../errors.ts";
import type { Ledger, SignedCheckpoint } from "../ledger/ledger.ts";
import { type SubmissionResult, submitCheckpoint } from "./submit-checkpoint.ts";

/** What is needed to have a ledger witnessed. */
export interface WitnessesOptions {
  readonly database: Database;
  readonly ledger: Ledger;
  /** Its witnesses are asked, those with a URL; its quorum is reported, never waited for. */
  readonly policy: Policy;
  readonly clock: () => Date;
  readonly fetch: typeof globalThis.fetch;
  /** Called when a witness knows another history; once, until the witness agrees again. */
  readonly onAlarm: (alarm: TrailError) => void;
}

/**
 * `waiting` for the first answer; `cosigned` the checkpoint it was last sent; `failing` to answer;
 * in `alarm` because it knows another history. The last state is that of a witness without a URL in
 * the policy: no checkpoint is sent to it.
 */
export type WitnessState = "waiting" | "cosigned" | "failing" | "alarm" | "unasked";

/** The state of one witness, as far as this process knows. */
export interface WitnessStatus {
  /** Its name in the policy. */
  readonly name: string;
  /** The key that checks its cosignatures, as C2SP signed-note writes it. */
  readonly verifierKey: string;
  readonly state: WitnessState;
  /** Size of the ledger it cosigned last; 0 if none yet. */
  readonly lastSize: number;
  /** When it last answered as it should. */
  readonly lastSeen: Date | null;
  /** What is wrong, as text; empty if nothing is. */
  readonly detail: string;
}

/** Whether a checkpoint meets the quorum of a policy. */
export interface Quorum {
  /** The witness or group that must be met; undefined when none must, which is met always. */
  readonly name: string | undefined;
  /** Policy names of the witnesses that cosigned. */
  readonly cosigners: readonly string[];
  readonly isMet: boolean;
}

interface Watch extends WitnessStatus {
  readonly witness: PolicyWitness;
  /** Root of what it cosigned last, in hexadecimal. */
  readonly lastRoot: string;
  readonly failures: number;
  /** Not to be asked before this time, in milliseconds. */
  readonly notBefore: number;
}

const ADD = sqlFile("add-cosignature");
/** After a failure the next try waits this long, then twice as long, and so on. */
const BACKOFF_MILLISECONDS = 1_000;
const BACKOFF_MILLISECONDS_MAX = 60_000;

/**
 * Shows every new checkpoint to the witnesses of a policy and keeps what they sign. It reads and adds
 * to the ledger like any other reader: no change of a document ever waits for it.
 */
export class Witnesses {
  readonly #options: WitnessesOptions;
  readonly #watches: Watch[];

  constructor(options: WitnessesOptions) {
    this.#options = options;
    this.#watches = options.policy.witnesses.map((witness) => ({
      witness,
      name: witness.name,
      verifierKey: formatVerifierKey(witness.key),
      state: witness.url === undefined ? "unasked" : "waiting",
      lastSize: 0,
      lastRoot: "",
      lastSeen: null,
      detail: "",
      failures: 0,
      notBefore: 0,
    }));
  }

  /** The state of each witness, in the order of the policy. */
  status(): readonly WitnessStatus[] {
    return this.#watches.map(({ name, verifierKey, state, lastSize, lastSeen, detail }) => {
      return { name, verifierKey, state, lastSize, lastSeen, detail };
    });
  }

  /** Whether some witness knows another history. */
  get isAlarmed(): boolean {
    return this.#watches.some(({ state }) => state === "alarm");
  }

  /** Whose cosignatures a checkpoint has, and whether they meet the quorum of the policy. */
  quorum(note: string): Quorum {
    const labels = new Set(parseNote(note).signatures.map(({ name, keyId }) => `${name}+${keyId}`));
    const cosigners = this.#options.policy.witnesses
      .filter(({ key }) => labels.has(`${key.name}+${key.keyId}`))
      .map(({ name }) => name);
    return this.#quorumOf(cosigners);
  }

  /** Whether the witnesses that cosigned what they were last sent meet the quorum of the policy. */
  get answering(): Quorum {
    const cosigned = this.#watches.filter(({ state }) => state === "cosigned");
    return this.#quorumOf(cosigned.map(({ name }) => name));
  }

  #quorumOf(cosigners: readonly string[]): Quorum {
    const { policy } = this.#options;
    const isMet = isQuorumMet(policy, new Set(cosigners));
    return { name: policy.quorum, cosigners, isMet };
  }

  /**
   * Shows the newest checkpoint to each witness that has not cosigned it, all at once; those that
   * failed lately are left alone. Rejects only when the database cannot be read.
   */
  async submitNewest(): Promise<void> {
    const checkpoint = await this.#options.ledger.checkpoint();
    if (checkpoint === undefined) return;
    await Promise.all(this.#watches.map((_, index) => this.#show(index, checkpoint)));
  }

  async #show(index: number, checkpoint: SignedCheckpoint): Promise<void> {
    const watch = this.#watches[index];
    const url = watch?.witness.url;
    if (watch === undefined || url === undefined) return;
    const isKnown = watch.lastSize === checkpoint.size && watch.lastRoot === hex(checkpoint.root);
    if (watch.state === "cosigned" && isKnown) return;
    const now = this.#options.clock().getTime();
    if (now < watch.notBefore) return;
    const result = await this.#submit(watch.witness, url, watch.lastSize, checkpoint);
    this.#watches[index] = this.#after(watch, checkpoint, result, now);
  }

  async #submit(
    { key, name }: PolicyWitness,
    url: string,
    knownSize: number,
    checkpoint: SignedCheckpoint,
  ): Promise<SubmissionResult> {
    const { fetch, database } = this.#options;
    const { size, root } = checkpoint;
    const prove = async (oldSize: number) => {
      const reader = await tileHashReader(this.#options.ledger.files, checkpoint);
      return proveConsistency(oldSize, size, reader);
    };
    try {
      const submission = { url, key, checkpoint, knownSize, prove, fetch };
      const result = await submitCheckpoint(submission);
      if (result.kind === "cosigned") {
        await database.query(ADD, [size, hex(root), name, result.signedOn, result.line]);
      }
      return result;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { kind: "failed", detail: `its proof cannot be made or kept: ${reason}` };
    }
  }

  #after(
    watch: Watch,
    { size, root }: SignedCheckpoint,
    result: SubmissionResult,
    now: number,
  ): Watch {
    if (result.kind === "cosigned") {
      const lastSeen = new Date(now);
      const good = { state: "cosigned", detail: "", failures: 0, notBefore: 0 } as const;
      return { ...watch, ...good, lastSize: size, lastRoot: hex(root), lastSeen };
    }
    const failures = watch.failures + 1;
    const wait = Math.min(BACKOFF_MILLISECONDS * 2 ** (failures - 1), BACKOFF_MILLISECONDS_MAX);
    const bad = { ...watch, detail: result.detail, failures, notBefore: now + wait };
    if (result.kind === "failed") {
      // A witness in alarm that then cannot be reached has not taken its word back.
      return watch.state === "alarm"
        ? { ...bad, detail: watch.detail }
        : { ...bad, state: "failing" };
    }
    if (watch.state !== "alarm") this.#options.onAlarm(alarmOf(watch.name, result.detail));
    return { ...bad, state: "alarm", lastSeen: new Date(now) };
  }
}

function alarmOf(name: string, detail: string): TrailError {
  return new TrailError(
    "rewritten",
    `The witness ${name} knows another history of this ledger: ${detail}. Entries were taken back or changed, for example by restoring an old backup.`,
  );
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
