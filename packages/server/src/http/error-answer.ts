import { TrailError, type TrailErrorCode } from "@indelible/trail";
import type { FastifyError } from "fastify";
import { badRequest, HttpProblem } from "./http-problem.ts";

/** The HTTP status of each error code of the trail. */
export const TRAIL_STATUS: Readonly<Record<TrailErrorCode, number>> = {
  stale: 409,
  duplicate: 400,
  "missing-reference": 400,
  "still-referenced": 409,
  "unknown-document": 404,
  rewritten: 500,
  limit: 400,
  definition: 500,
  schema: 500,
  secret: 500,
  "key-changed": 503,
  input: 400,
};

/** The problem that any thrown thing is answered with; 500 tells nothing of what went wrong. */
export function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof TrailError) return trailProblem(error);
  const known = KNOWN[(error as FastifyError)?.code];
  if (known !== undefined) return known;
  return new HttpProblem(500, "An unexpected error occurred on the server; its log says more.", {
    cause: error,
  });
}

function trailProblem(error: TrailError): HttpProblem {
  const status = TRAIL_STATUS[error.code];
  if (status === 400) return badRequest(error.message);
  return new HttpProblem(status, error.message, { cause: error });
}

const KNOWN: Readonly<Record<string, HttpProblem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: new HttpProblem(413, "The request's body is too large."),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new HttpProblem(
    415,
    "The request's body must be JSON: send it with Content-Type: application/json.",
  ),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: badRequest(
    "The request's body is not as long as its Content-Length says.",
  ),
  FST_ERR_BAD_URL: badRequest("The address is not a valid URL."),
  FST_ERR_MAX_PARAM_LENGTH: new HttpProblem(414, "A part of the address is too long."),
};
