import {
  cosignatureTime,
  createVerifier,
  formatAddCheckpointRequest,
  formatNote,
  formatSignatureLine,
  type Hash,
  LedgerError,
  MAX_NOTE_BYTES,
  openNote,
  parseAddCheckpointResponse,
  parseCheckpoint,
  parseNote,
  parseTreeSize,
  type VerifierKey,
} from "@indelible/ledger";
import type { SignedCheckpoint } from "../ledger/ledger.ts";

/** What is asked of one witness. */
export interface Submission {
  /** Its submission prefix, with or without a slash at the end. */
  readonly url: string;
  /** Of type "cosignature". */
  readonly key: VerifierKey;
  readonly checkpoint: SignedCheckpoint;
  /** The size it is believed to have cosigned last; 0 if unknown. */
  readonly knownSize: number;
  /** The proof that the checkpoint extends the tree of a smaller size, above 0. */
  readonly prove: (oldSize: number) => Promise<readonly Hash[]>;
  readonly fetch: typeof globalThis.fetch;
}

/** What came of it. `refuted` is the alarm: the witness knows another history. */
export type SubmissionResult =
  | { readonly kind: "cosigned"; readonly line: string; readonly signedOn: Date }
  | { readonly kind: "refuted"; readonly detail: string }
  | { readonly kind: "failed"; readonly detail: string };

/** Times to correct the old size: a witness that also hears from elsewhere may move meanwhile. */
const TRIES_MAX = 3;
/** Longest wait for an answer, in milliseconds. */
const ANSWER_MILLISECONDS_MAX = 10_000;

/**
 * Submits a checkpoint to a witness (C2SP tlog-witness) and verifies its answer. A witness that has
 * cosigned a larger tree, or refuses a correct proof, knows a history that is not this one: entries
 * were taken back or changed. Anything else that goes wrong is `failed`; errors of `prove` reject.
 */
export async function submitCheckpoint(submission: Submission): Promise<SubmissionResult> {
  const { size } = submission.checkpoint;
  let oldSize = Math.min(submission.knownSize, size);
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const proof = oldSize === 0 || oldSize === size ? [] : await submission.prove(oldSize);
    const answer = await post(submission, oldSize, proof).catch(failureOf);
    if ("kind" in answer) return answer;
    if (answer.status !== 409) return resultOf(submission, answer, oldSize);
    const known = sizeIn(answer.body);
    if (known === undefined) return failed("it answered 409 without a size");
    if (known > size) {
      return refuted(`it has cosigned ${known} entries, this ledger has only ${size}`);
    }
    oldSize = known;
  }
  return failed("its size moved while it was asked");
}

interface Answer {
  readonly status: number;
  readonly body: Uint8Array;
}

async function post(
  { url, checkpoint, fetch }: Submission,
  oldSize: number,
  proof: readonly Hash[],
): Promise<Answer> {
  const note = withoutCosignatures(checkpoint.note);
  const response = await fetch(`${url.replace(/\/$/, "")}/add-checkpoint`, {
    method: "POST",
    headers: { "content-type": "text/plain; charset=utf-8" },
    body: formatAddCheckpointRequest({ oldSize, proof, checkpoint: note }),
    redirect: "error",
    signal: AbortSignal.timeout(ANSWER_MILLISECONDS_MAX),
  });
  return { status: response.status, body: await readAtMost(response, MAX_NOTE_BYTES) };
}

/** A witness may know only one of the log's keys, so it receives the signatures of all. */
function withoutCosignatures(note: string): string {
  const { text, signatures } = parseNote(note);
  const { origin } = parseCheckpoint(text);
  return formatNote({ text, signatures: signatures.filter(({ name }) => name === origin) });
}

async function readAtMost(response: Response, bytesMax: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > bytesMax) throw new LedgerError("RESOURCE_TOO_LARGE", "The answer is too long.");
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function failureOf(error: unknown): SubmissionResult {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return failed(cause instanceof Error ? cause.message : String(cause));
}

async function resultOf(
  submission: Submission,
  { status, body }: Answer,
  oldSize: number,
): Promise<SubmissionResult> {
  if (status === 422) {
    return refuted(`it refuses the proof that this ledger extends its first ${oldSize} entries`);
  }
  if (status !== 200) return failed(`it answered ${status}`);
  try {
    return await verifiedResult(submission, body);
  } catch (error) {
    if (error instanceof LedgerError) return failed(`its answer does not hold: ${error.message}`);
    throw error;
  }
}

/** Keeps the line of this witness only, and only if it verifies. */
async function verifiedResult(
  { key, checkpoint }: Submission,
  body: Uint8Array,
): Promise<SubmissionResult> {
  const { text } = parseNote(checkpoint.note);
  const signatures = parseAddCheckpointResponse(body);
  const { verified } = await openNote(formatNote({ text, signatures }), [createVerifier(key)]);
  const [signature] = verified;
  const seconds = signature === undefined ? undefined : cosignatureTime(signature.signature);
  if (signature === undefined || seconds === undefined) return failed("it signed without a time");
  const line = formatSignatureLine(signature);
  return { kind: "cosigned", line, signedOn: new Date(seconds * 1000) };
}

function sizeIn(body: Uint8Array): number | undefined {
  try {
    return parseTreeSize(body);
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

function failed(detail: string): SubmissionResult {
  return { kind: "failed", detail };
}

function refuted(detail: string): SubmissionResult {
  return { kind: "refuted", detail };
}
