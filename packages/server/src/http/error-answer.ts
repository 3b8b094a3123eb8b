import { invalid, Refusal } from "@indelible/kernel";
import { TrailError } from "@indelible/trail";
import type { FastifyError } from "fastify";
import { STATUS } from "./status.ts";

/** The error body of every answer that is not a success. API reference, section 5. */
export interface ErrorBody {
  readonly ErrorMessage: string;
  readonly Errors: readonly string[];
  readonly HelpText?: string;
  readonly Details?: unknown;
}

/** The answer to a request that failed. */
export interface ErrorAnswer {
  readonly status: number;
  readonly body: ErrorBody;
}

/** The answer to any thrown value. A status of 500 does not reveal what went wrong. */
export function errorAnswer(error: unknown): ErrorAnswer {
  if (error instanceof TrailError) return trailAnswer(error);
  return refusalAnswer(error instanceof Refusal ? error : frameworkRefusal(error));
}

function frameworkRefusal(error: unknown): Refusal {
  const { code, statusCode } = (error ?? {}) as Partial<FastifyError>;
  const isRefusedAddress = code === undefined && (statusCode === 400 || statusCode === 403);
  if (isRefusedAddress) return REFUSED_ADDRESS;
  const isOfClient =
    code?.startsWith("FST_") === true && statusCode !== undefined && statusCode < 500;
  return FRAMEWORK[code ?? ""] ?? (isOfClient ? UNREADABLE : UNEXPECTED);
}

function refusalAnswer({ code, message, errors, details }: Refusal): ErrorAnswer {
  const body = { ErrorMessage: message, Errors: errors };
  return {
    status: STATUS[code],
    body: details === undefined ? body : { ...body, Details: details },
  };
}

function trailAnswer({ code, message }: TrailError): ErrorAnswer {
  const status = STATUS[code];
  if (status === 400) return refusalAnswer(invalid(message));
  return { status, body: { ErrorMessage: message, Errors: [] } };
}

const UNEXPECTED = new Refusal(
  "unexpected",
  "An unexpected error occurred on the server. See its log for details.",
);

/** The answer to other requests that Fastify refuses, such as a QUERY without a content type. */
const UNREADABLE = invalid("The request cannot be read.");

/** The file server refuses URLs such as `/app//x` and `/app/../x` with errors without a code. */
const REFUSED_ADDRESS = new Refusal("not-found", "There is nothing at this address.");

/** Errors of Fastify before a route is called, by error code. */
const FRAMEWORK: Readonly<Record<string, Refusal>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: new Refusal("too-large", "The request's body is too large."),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new Refusal(
    "wrong-media-type",
    "The request's body must be JSON: send it with Content-Type: application/json.",
  ),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: invalid(
    "The request's body is not as long as its Content-Length says.",
  ),
  FST_ERR_BAD_URL: invalid("The address is not a valid URL."),
  FST_ERR_MAX_PARAM_LENGTH: new Refusal("address-too-long", "A part of the address is too long."),
};
