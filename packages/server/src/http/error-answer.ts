import { TrailError } from "@indelible/trail";
import type { FastifyError } from "fastify";
import { badRequest, HttpProblem } from "./http-problem.ts";

/** The problem that any thrown thing is answered with; 500 tells nothing of what went wrong. */
export function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof TrailError) return trailProblem(error);
  const known = KNOWN[(error as FastifyError)?.code];
  if (known !== undefined) return known;
  if (isRefusedAddress(error)) return new HttpProblem(404, "There is nothing at this address.");
  return new HttpProblem(500, "An unexpected error occurred on the server; its log says more.", {
    cause: error,
  });
}

/** What serves files refuses addresses such as `/app//x` and `/app/../x` by errors without a code. */
function isRefusedAddress(error: unknown): boolean {
  const { code, statusCode } = (error ?? {}) as Partial<FastifyError>;
  return code === undefined && (statusCode === 400 || statusCode === 403);
}

function trailProblem(error: TrailError): HttpProblem {
  if (error.status >= 500) return new HttpProblem(error.status, error.message, { cause: error });
  if (error.status === 400) return badRequest(error.message);
  return new HttpProblem(error.status, error.message, { cause: error });
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
