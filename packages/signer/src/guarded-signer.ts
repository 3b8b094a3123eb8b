import {
  type Checkpoint,
  createSigner,
  createVerifier,
  formatHash,
  formatVerifierKey,
  type KeyStatement,
  LedgerError,
  openCheckpoint,
  parseCheckpoint,
  parseKeyStatement,
  type Signer,
  type SignerKey,
  signNote,
  type TreeHead,
  type VerifierKey,
} from "@indelible/ledger";
import { SignerError, type SignerRefusal } from "./signer-error.ts";

/** Keeps the last checkpoint that a signer signed; its own signature is the only one. */
export interface SignedCheckpointStore {
  /** The signed note; undefined if nothing was ever signed. */
  load(): string | undefined;
  /** Replaces it, whole or not at all; resolves when it would survive a loss of power. */
  keep(note: string): Promise<void>;
}

/** The options of a signer. */
export interface GuardedSignerOptions {
  /** The private key; its name is the origin of the log that it signs. */
  readonly key: SignerKey;
  /** Used by this process only. */
  readonly store: SignedCheckpointStore;
  /** The key that may replace this one. Without it no statement that replaces it is signed. */
  readonly successor?: VerifierKey | undefined;
}

/**
 * Signs checkpoints of one log that never go back: none smaller than the last one it signed, and none
 * of the same size with another root. Signs key statements only for the successor that its operator
 * named. It does not see the tree, so it cannot tell whether a larger one extends the last one.
 */
export class GuardedSigner {
  readonly #key: SignerKey;
  readonly #signer: Signer;
  readonly #store: SignedCheckpointStore;
  readonly #successor: string | undefined;
  #last: TreeHead | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor({ key, store, successor }: GuardedSignerOptions, last: TreeHead | undefined) {
    this.#key = key;
    this.#signer = createSigner(key);
    this.#store = store;
    this.#successor = successor && formatVerifierKey(successor);
    this.#last = last;
  }

  /** Fails with SignerError `state` if the kept checkpoint is not one of this key. */
  static async open(options: GuardedSignerOptions): Promise<GuardedSigner> {
    const note = options.store.load();
    return new GuardedSigner(options, note === undefined ? undefined : await opened(note, options));
  }

  /** 32 bytes. */
  get publicKey(): Uint8Array {
    return this.#key.publicKey;
  }

  /**
   * The signature (64 bytes) of a checkpoint or a key statement; requests are handled one after the
   * other. Fails with SignerError, without a signature, for anything else. The checkpoint is kept first.
   */
  sign(message: Uint8Array): Promise<Uint8Array> {
    const turn = this.#turn.then(() => this.#sign(message));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #sign(message: Uint8Array): Promise<Uint8Array> {
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(message);
    const statement = orUndefined(() => parseKeyStatement(text));
    if (statement !== undefined) return this.#signStatement(statement, message);
    const checkpoint = orUndefined(() => parseCheckpoint(text));
    if (checkpoint === undefined || checkpoint.extensions.length > 0) {
      throw refusal("not-a-checkpoint", "The text is no plain checkpoint and no key statement.");
    }
    this.#check(checkpoint);
    await this.#store.keep(await signNote(text, [this.#signer]));
    this.#last = checkpoint;
    return this.#signer.sign(message);
  }

  #check({ origin, size, root }: Checkpoint): void {
    const last = this.#last;
    if (origin !== this.#key.name) {
      throw refusal("origin", `This signer signs checkpoints of ${this.#key.name} only.`);
    }
    if (last === undefined || size > last.size) return;
    if (size < last.size) {
      throw refusal(
        "smaller",
        `${last.size} entries were signed before, the checkpoint has ${size}.`,
      );
    }
    if (formatHash(root) === formatHash(last.root)) return;
    throw refusal("other-tree", `Another tree of ${size} entries was signed before.`);
  }

  async #signStatement(statement: KeyStatement, message: Uint8Array): Promise<Uint8Array> {
    const { oldKey, newKey, tree, origin } = statement;
    const own = formatVerifierKey(this.#key);
    const [from, to] = [oldKey, newKey].map(formatVerifierKey);
    if (own !== from && own !== to)
      throw refusal("origin", "The statement does not name this key.");
    if (own === from && to !== this.#successor) {
      const advice = "start the signer with the key that may replace its own";
      throw refusal("successor", `The statement names another successor than allowed: ${advice}.`);
    }
    if (own === from) this.#check({ origin, ...tree, extensions: [] });
    return this.#signer.sign(message);
  }
}

async function opened(note: string, { key }: GuardedSignerOptions): Promise<TreeHead> {
  try {
    const log = { origin: key.name, verifiers: [createVerifier(key)] };
    return (await openCheckpoint(note, log)).checkpoint;
  } catch (cause) {
    if (!(cause instanceof LedgerError)) throw cause;
    const found = "The kept checkpoint is not one of this key and origin";
    throw new SignerError("state", `${found}: use another state folder.`, { cause });
  }
}

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

function refusal(code: SignerRefusal, message: string): SignerError {
  return new SignerError(code, message);
}
