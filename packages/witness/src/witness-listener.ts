import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Witness } from "./witness.ts";
import { sentenceAnswer, textAnswer, type WitnessAnswer } from "./witness-answer.ts";

/** Maximum bytes of a request: a checkpoint of the maximum size of notes, and a proof. */
const BODY_BYTES_MAX = 1_100_000;
const MONITORING_PATH = /^\/([0-9a-f]{64})\/checkpoint$/;

/**
 * Serves a witness over HTTP: `POST /add-checkpoint` and, for monitors, `GET /<hash of the
 * origin>/checkpoint` (C2SP tlog-witness). An unexpected error is answered with 500 and passed to
 * `logError`.
 */
export function witnessListener(
  witness: Witness,
  logError: (error: unknown) => void,
): RequestListener {
  return (request, response) => {
    answerTo(witness, request).then(
      (answer) => send(response, answer),
      (error: unknown) => {
        logError(error);
        send(response, sentenceAnswer(500, "The witness cannot read or write its state."));
      },
    );
  };
}

async function answerTo(witness: Witness, request: IncomingMessage): Promise<WitnessAnswer> {
  const path = request.url?.split("?", 1)[0] ?? "";
  if (path === "/add-checkpoint") {
    if (request.method !== "POST") return sentenceAnswer(405, "Send checkpoints with POST.");
    const body = await readBody(request);
    return body === undefined
      ? sentenceAnswer(400, `A request may have at most ${BODY_BYTES_MAX} bytes.`)
      : witness.addCheckpoint(body);
  }
  const [, originHash] = MONITORING_PATH.exec(path) ?? [];
  if (request.method !== "GET" || originHash === undefined) {
    return sentenceAnswer(404, "There is nothing at this address.");
  }
  const note = await witness.latestNote(originHash);
  if (note === undefined) {
    return sentenceAnswer(404, "No checkpoint of this log was cosigned yet.");
  }
  return textAnswer(200, note);
}

/** The body; undefined if it is too long, and then the rest is discarded. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size <= BODY_BYTES_MAX) parts.push(part);
  }
  return size > BODY_BYTES_MAX ? undefined : Buffer.concat(parts);
}

function send(response: ServerResponse, { status, contentType, body }: WitnessAnswer): void {
  response
    .writeHead(status, { "content-type": contentType, "cache-control": "no-store" })
    .end(body);
}
