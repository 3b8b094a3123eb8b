import {
  type AddCheckpointRequest,
  type Checkpoint,
  checkConsistency,
  cosignatureTime,
  cosignNote,
  createCosigner,
  createVerifier,
  emptyRoot,
  formatAddCheckpointResponse,
  formatHash,
  formatNote,
  formatTreeSize,
  formatVerifierKey,
  LedgerError,
  type NoteSignature,
  openNote,
  parseAddCheckpointRequest,
  parseCheckpoint,
  parseNote,
  type SignerKey,
  TREE_SIZE_CONTENT_TYPE,
  type TreeHead,
  type Verifier,
} from "@indelible/ledger";
import { originHash } from "./origin-hash.ts";
import { RefusalCounter, type RefusalReason } from "./refusal.ts";
import type { WatchedLog } from "./watched-log.ts";
import { refusalAnswer, textAnswer, type WitnessAnswer } from "./witness-answer.ts";
import { WitnessError } from "./witness-error.ts";
import type { LogHealth, WitnessHealth } from "./witness-health.ts";
import type { CosignedCheckpoint, WitnessStore } from "./witness-store.ts";

/** The options of a witness. */
export interface WitnessOptions {
  /** A key of type "cosignature", used only for this. */
  readonly key: SignerKey;
  readonly logs: readonly WatchedLog[];
  readonly store: WitnessStore;
  readonly clock: () => Date;
}

const NEVER: TreeHead = { size: 0, root: emptyRoot() };
/** A signed checkpoint without entries whose root is not that of the empty tree. */
const FALSE_EMPTY = "false-empty";

/** What became of a request for a watched log: a cosignature, or a reason to refuse. */
type Decision = { readonly answer: WitnessAnswer; readonly reason?: RefusalReason };

/** A watched log while the witness runs. */
interface Watch {
  readonly log: WatchedLog;
  readonly refusals: RefusalCounter;
  /** Set when its state is known to be older than what was signed: nothing is signed any more. */
  staleState?: WitnessError;
}

/**
 * The witness of C2SP tlog-witness: cosigns a checkpoint only if it extends the last one that it
 * cosigned, so that a log cannot show two histories to readers who require its signature. Of HTTP
 * it uses only statuses and content types.
 */
export class Witness {
  readonly #options: WitnessOptions;
  readonly #ownVerifier: Verifier;
  readonly #watches: ReadonlyMap<string, Watch>;
  readonly #refusals = new RefusalCounter();

  constructor(options: WitnessOptions) {
    this.#options = options;
    this.#ownVerifier = createVerifier(options.key);
    this.#watches = new Map(
      options.logs.map((log) => [log.origin, { log, refusals: new RefusalCounter() }]),
    );
  }

  /**
   * Answers `POST add-checkpoint`, checking in the order of the specification: 400 for a body that
   * does not parse, 404 unknown log, 403 not signed by it, 400 old size above the new one, 409 not
   * the last cosigned size (which is the body), 422 no consistent extension, 200 the cosignature.
   * Rejects, without a signature, when its state cannot be read or written; with WitnessError
   * `state` when it is damaged, or older than a checkpoint of the request that the witness itself
   * has cosigned: then it signs nothing for this log until it is started again.
   */
  async addCheckpoint(body: Uint8Array): Promise<WitnessAnswer> {
    const request = orUndefined(() => parseAddCheckpointRequest(body));
    if (request === undefined) return this.countRefusal("unreadable");
    const note = parseNote(request.checkpoint);
    const watch = this.#watches.get(note.text.split("\n", 1)[0] ?? "");
    if (watch === undefined) return this.countRefusal("unknown-log");
    try {
      const { answer, reason } = await this.#decide(watch, request, note.text);
      if (reason !== undefined) watch.refusals.add(reason);
      return answer;
    } catch (error) {
      watch.refusals.add("state");
      throw error;
    }
  }

  /** Counts a refused request that belongs to no watched log, and returns the response. */
  countRefusal(reason: RefusalReason): WitnessAnswer {
    this.#refusals.add(reason);
    return refusalAnswer(reason);
  }

  /** The last cosigned note for the log with this `originHash`; undefined if there is none. */
  async latestNote(hash: string): Promise<string | undefined> {
    const watch = [...this.#watches.values()].find(({ log }) => originHash(log.origin) === hash);
    return watch === undefined ? undefined : (await this.#latest(watch))?.note;
  }

  /** Reads the state of every log. Rejects with WitnessError `state`, or the system's error. */
  async checkState(): Promise<void> {
    for (const watch of this.#watches.values()) await this.#latest(watch);
  }

  /** The state of the witness and of each log. */
  async health(): Promise<WitnessHealth> {
    const { key } = this.#options;
    const logs = await Promise.all([...this.#watches.values()].map((log) => this.#logHealth(log)));
    return {
      status: logs.every(({ problem }) => problem === null) ? "ok" : "failing",
      name: key.name,
      verifierKey: formatVerifierKey(key),
      logs,
      refusals: this.#refusals.counts(),
    };
  }

  async #logHealth(watch: Watch): Promise<LogHealth> {
    const { origin } = watch.log;
    const latest = await this.#latest(watch).catch(() => "problem" as const);
    const isKnown = latest !== undefined && latest !== "problem";
    return {
      origin,
      originHash: originHash(origin),
      size: isKnown ? latest.size : null,
      root: isKnown ? formatHash(latest.root) : null,
      cosignedOn: isKnown ? this.#cosignedOn(latest) : null,
      problem: latest === "problem" ? "Its state cannot be read, is damaged or is outdated." : null,
      refusals: watch.refusals.counts(),
    };
  }

  #cosignedOn({ note }: CosignedCheckpoint): string | null {
    const { keyId } = this.#ownVerifier;
    const own = parseNote(note).signatures.find((signature) => signature.keyId === keyId);
    const seconds = own === undefined ? undefined : cosignatureTime(own.signature);
    return seconds === undefined ? null : new Date(seconds * 1000).toISOString();
  }

  /** The stored checkpoint, which has the cosignature of this witness. */
  async #latest({ log, staleState }: Watch): Promise<CosignedCheckpoint | undefined> {
    if (staleState !== undefined) throw staleState;
    const latest = await this.#options.store.latest(log.origin);
    if (latest === undefined || (await this.#hasOwnSignature(latest.note))) return latest;
    throw new WitnessError(
      "state",
      `The stored checkpoint of ${log.origin} is not cosigned with this witness's key. It was ` +
        "changed, or the key is of another witness. Nothing is signed for this log.",
    );
  }

  async #hasOwnSignature(note: string): Promise<boolean> {
    return (await verifiedSignatures(note, [this.#ownVerifier])) !== undefined;
  }

  async #decide(watch: Watch, request: AddCheckpointRequest, text: string): Promise<Decision> {
    const signatures = await verifiedSignatures(request.checkpoint, watch.log.verifiers);
    if (signatures === undefined) return refused("not-signed");
    const checkpoint = readCheckpoint(text);
    if (checkpoint === undefined) return refused("not-a-checkpoint");
    const latest = (await this.#latest(watch)) ?? NEVER;
    if (checkpoint === FALSE_EMPTY) {
      return refusalOfClaim(request, NEVER, latest) ?? refused("inconsistent");
    }
    await this.#checkOwnSignature(watch, request.checkpoint, checkpoint, latest);
    const refusal = refusalOfClaim(request, checkpoint, latest);
    return refusal ?? this.#cosign(request, checkpoint, signatures);
  }

  /** A larger tree that this witness has cosigned shows that its state is an older copy. */
  async #checkOwnSignature(
    watch: Watch,
    note: string,
    checkpoint: Checkpoint,
    latest: TreeHead,
  ): Promise<void> {
    if (checkpoint.size <= latest.size || !(await this.#hasOwnSignature(note))) return;
    watch.staleState = new WitnessError(
      "state",
      `This witness has cosigned ${checkpoint.size} entries of ${checkpoint.origin}, but its state ` +
        `ends at ${latest.size}: an older copy of the state was restored. Nothing is signed for this log.`,
    );
    throw watch.staleState;
  }

  async #cosign(
    { checkpoint: input, oldSize }: AddCheckpointRequest,
    { origin, size, root }: Checkpoint,
    signatures: readonly NoteSignature[],
  ): Promise<Decision> {
    const { key, store, clock } = this.#options;
    const cosigner = createCosigner(key, Math.floor(clock().getTime() / 1000));
    const { text } = parseNote(input);
    const cosigned = await cosignNote({ text, signatures }, [cosigner]);
    // Signed before it is stored, and sent only after that: the stored note is always complete.
    const next = { size, root, note: formatNote(cosigned) };
    if (!(await store.advance(origin, oldSize, next))) {
      return otherSize((await store.latest(origin)) ?? NEVER);
    }
    return { answer: textAnswer(200, formatAddCheckpointResponse(cosigned.signatures.slice(-1))) };
  }
}

function readCheckpoint(text: string): Checkpoint | typeof FALSE_EMPTY | undefined {
  const isEmpty = text.split("\n", 2)[1] === "0";
  return orUndefined(() => parseCheckpoint(text)) ?? (isEmpty ? FALSE_EMPTY : undefined);
}

/** The signatures of these keys; undefined if there is none, or if one is invalid. */
async function verifiedSignatures(note: string, verifiers: readonly Verifier[]) {
  try {
    return (await openNote(note, verifiers)).verified;
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

/** Steps 3 to 7 in the order of the specification; undefined if all of them pass. */
function refusalOfClaim(
  { oldSize, proof }: AddCheckpointRequest,
  newer: TreeHead,
  latest: TreeHead,
): Decision | undefined {
  if (oldSize > newer.size) return refused("old-size");
  if (oldSize !== latest.size) return otherSize(latest);
  const older = { size: latest.size, root: latest.root };
  const holds = orUndefined(() => {
    checkConsistency({ older, newer, proof });
    return true;
  });
  return holds === true ? undefined : refused("inconsistent");
}

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

function refused(reason: RefusalReason): Decision {
  return { answer: refusalAnswer(reason), reason };
}

function otherSize({ size }: TreeHead): Decision {
  const answer = { status: 409, contentType: TREE_SIZE_CONTENT_TYPE, body: formatTreeSize(size) };
  return { answer, reason: "other-size" };
}
