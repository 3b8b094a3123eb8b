import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { healthPage } from "./health-page.ts";
import { readBody } from "./read-body.ts";
import { withinTime } from "./within-time.ts";
import type { Witness } from "./witness.ts";
import { refusalAnswer, sentenceAnswer, textAnswer, type WitnessAnswer } from "./witness-answer.ts";
import type { WitnessHealth } from "./witness-health.ts";
import { WITNESS_LIMITS, type WitnessLimits } from "./witness-limits.ts";

const MONITORING_PATH = /^\/([0-9a-f]{64})\/checkpoint$/;

/**
 * Serves a witness over HTTP: `POST /add-checkpoint` and, for monitors, `GET /<hash of the
 * origin>/checkpoint` (C2SP tlog-witness); for people and programs that watch it, `GET /` (HTML)
 * and `GET /healthz` (JSON; 503 if nothing is signed for a log). 503 for more requests than the
 * limit, or when processing takes too long. An unexpected error is answered with 500 and passed to
 * `logError`.
 */
export function witnessListener(
  witness: Witness,
  logError: (error: unknown) => void,
  limits: WitnessLimits = WITNESS_LIMITS,
): RequestListener {
  let inProgress = 0;
  const answerTo = async (request: IncomingMessage): Promise<WitnessAnswer | "aborted"> => {
    const isPost = request.method === "POST" && pathOf(request) === "/add-checkpoint";
    const body = isPost ? await readBody(request, limits) : Buffer.alloc(0);
    if (body === "aborted") return body;
    if (body === "too-large") return witness.countRefusal(body);
    if (inProgress >= limits.requests) return witness.countRefusal("busy");
    inProgress++;
    // Counted until the work has ended: a response "too slow" does not end it.
    const work = (isPost ? witness.addCheckpoint(body) : answerToReader(witness, request)).finally(
      () => inProgress--,
    );
    return withinTime(work, limits.answerMilliseconds, () => witness.countRefusal("too-slow"));
  };
  return (request, response) => {
    answerTo(request).then(
      (answer) => answer !== "aborted" && send(request, response, answer),
      (error: unknown) => {
        logError(error);
        send(request, response, refusalAnswer("state"));
      },
    );
  };
}

async function answerToReader(witness: Witness, request: IncomingMessage): Promise<WitnessAnswer> {
  const path = pathOf(request);
  if (path === "/add-checkpoint") return sentenceAnswer(405, "Send checkpoints with POST.");
  const [, originHash] = MONITORING_PATH.exec(path) ?? [];
  if (request.method !== "GET" && request.method !== "HEAD") return notFound();
  if (path === "/") return healthPage(await witness.health());
  if (path === "/healthz") return healthAnswer(await witness.health());
  if (originHash === undefined) return notFound();
  const note = await witness.latestNote(originHash);
  if (note === undefined) {
    return sentenceAnswer(404, "No checkpoint of this log was cosigned yet.");
  }
  return textAnswer(200, note);
}

function pathOf({ url = "" }: IncomingMessage): string {
  return url.split("?", 1)[0] ?? "";
}

function notFound(): WitnessAnswer {
  return sentenceAnswer(404, "There is nothing at this address.");
}

function healthAnswer(health: WitnessHealth): WitnessAnswer {
  return {
    status: health.status === "ok" ? 200 : 503,
    contentType: "application/json",
    body: `${JSON.stringify(health, undefined, 2)}\n`,
  };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, contentType, body, headers = {} }: WitnessAnswer,
): void {
  // The rest of a body that was not read to its end would be received for the next request.
  const connection = request.complete ? {} : { connection: "close" };
  response
    .writeHead(status, {
      "content-type": contentType,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...connection,
      ...headers,
    })
    .end(body);
}
