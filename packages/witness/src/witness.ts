import {
  type AddCheckpointRequest,
  type Checkpoint,
  checkConsistency,
  cosignNote,
  createCosigner,
  emptyRoot,
  formatAddCheckpointResponse,
  formatNote,
  formatTreeSize,
  LedgerError,
  type NoteSignature,
  openNote,
  parseAddCheckpointRequest,
  parseCheckpoint,
  parseNote,
  type SignerKey,
  TREE_SIZE_CONTENT_TYPE,
  type TreeHead,
} from "@indelible/ledger";
import { originHash } from "./origin-hash.ts";
import type { WatchedLog } from "./watched-log.ts";
import { sentenceAnswer, textAnswer, type WitnessAnswer } from "./witness-answer.ts";
import type { WitnessStore } from "./witness-store.ts";

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

/**
 * The witness of C2SP tlog-witness: cosigns a checkpoint only if it extends the last one that it
 * cosigned, so that a log cannot show two histories to readers who require its signature. Of HTTP
 * it uses only statuses and content types.
 */
export class Witness {
  readonly #options: WitnessOptions;
  readonly #logs: ReadonlyMap<string, WatchedLog>;

  constructor(options: WitnessOptions) {
    this.#options = options;
    this.#logs = new Map(options.logs.map((log) => [log.origin, log]));
  }

  /**
   * Answers `POST add-checkpoint`, checking in the order of the specification: 400 for a body that
   * does not parse, 404 unknown log, 403 not signed by it, 400 old size above the new one, 409 not
   * the last cosigned size (which is the body), 422 no consistent extension, 200 the cosignature.
   * Rejects, without a signature, when its state cannot be read or written.
   */
  async addCheckpoint(body: Uint8Array): Promise<WitnessAnswer> {
    const request = readRequest(body);
    if (request === undefined) {
      return sentenceAnswer(400, "The body is not an add-checkpoint request.");
    }
    const note = parseNote(request.checkpoint);
    const log = this.#logs.get(note.text.split("\n", 1)[0] ?? "");
    if (log === undefined) {
      return sentenceAnswer(404, "This witness does not watch a log of this origin.");
    }
    const signatures = await verifiedSignatures(request.checkpoint, log);
    if (signatures === undefined) {
      return sentenceAnswer(403, "No trusted key of this log signed it.");
    }
    const checkpoint = readCheckpoint(note.text);
    if (checkpoint === undefined) {
      return sentenceAnswer(400, "The signed text is not a checkpoint.");
    }
    const latest = (await this.#options.store.latest(log.origin)) ?? NEVER;
    const refusal = refusalOf(request, checkpoint, latest);
    if (refusal !== undefined || checkpoint === FALSE_EMPTY) return refusal ?? unprocessable();
    return this.#cosign(request, checkpoint, signatures);
  }

  /** The last cosigned note for the log with this `originHash`; undefined if there is none. */
  async latestNote(hash: string): Promise<string | undefined> {
    const log = this.#options.logs.find(({ origin }) => originHash(origin) === hash);
    return log === undefined ? undefined : (await this.#options.store.latest(log.origin))?.note;
  }

  async #cosign(
    { checkpoint: input, oldSize }: AddCheckpointRequest,
    { origin, size, root }: Checkpoint,
    signatures: readonly NoteSignature[],
  ): Promise<WitnessAnswer> {
    const { key, store, clock } = this.#options;
    const cosigner = createCosigner(key, Math.floor(clock().getTime() / 1000));
    const { text } = parseNote(input);
    const cosigned = await cosignNote({ text, signatures }, [cosigner]);
    // Signed before it is stored, and sent only after that: the stored note is always complete.
    const next = { size, root, note: formatNote(cosigned) };
    if (!(await store.advance(origin, oldSize, next))) {
      return conflict((await store.latest(origin)) ?? NEVER);
    }
    return textAnswer(200, formatAddCheckpointResponse(cosigned.signatures.slice(-1)));
  }
}

function readRequest(body: Uint8Array): AddCheckpointRequest | undefined {
  return orUndefined(() => parseAddCheckpointRequest(body));
}

function readCheckpoint(text: string): Checkpoint | typeof FALSE_EMPTY | undefined {
  const isEmpty = text.split("\n", 2)[1] === "0";
  return orUndefined(() => parseCheckpoint(text)) ?? (isEmpty ? FALSE_EMPTY : undefined);
}

/** The log's own signatures; undefined if there is none, or if one is invalid. */
async function verifiedSignatures(checkpoint: string, log: WatchedLog) {
  try {
    return (await openNote(checkpoint, log.verifiers)).verified;
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

/** Steps 3 to 7 in the order of the specification; undefined if all of them pass. */
function refusalOf(
  { oldSize, proof }: AddCheckpointRequest,
  checkpoint: Checkpoint | typeof FALSE_EMPTY,
  latest: TreeHead,
): WitnessAnswer | undefined {
  const newer = checkpoint === FALSE_EMPTY ? NEVER : checkpoint;
  if (oldSize > newer.size) return sentenceAnswer(400, "The old size is above the checkpoint's.");
  if (oldSize !== latest.size) return conflict(latest);
  const older = { size: latest.size, root: latest.root };
  const holds = orUndefined(() => {
    checkConsistency({ older, newer, proof });
    return true;
  });
  return holds === true ? undefined : unprocessable();
}

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

function unprocessable(): WitnessAnswer {
  return sentenceAnswer(
    422,
    "The checkpoint is not shown to extend the one that was cosigned last.",
  );
}

function conflict({ size }: TreeHead): WitnessAnswer {
  return { status: 409, contentType: TREE_SIZE_CONTENT_TYPE, body: formatTreeSize(size) };
}
