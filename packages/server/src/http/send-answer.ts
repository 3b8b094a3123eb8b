import { type Answer, invalid } from "@indelible/kernel";
import { isUnavailable } from "@indelible/trail";
import type { FastifyReply, FastifyRequest } from "fastify";
import { errorAnswer } from "./error-answer.ts";
import { logFailure } from "./request-log.ts";

/** When a request is worth repeating while the database is unavailable. */
const RETRY_AFTER_SECONDS = "5";

/** Sends an answer, which no cache may store by default. */
export function sendAnswer(reply: FastifyReply, answer: Answer): FastifyReply {
  reply.code(answer.status ?? 200).headers({ "cache-control": "no-store", ...answer.headers });
  for (const { name, value, expires, readableByScripts } of answer.cookies ?? []) {
    const secure = reply.request.protocol === "https";
    const shared = { path: "/", sameSite: "lax", secure, httpOnly: !readableByScripts } as const;
    if (value === undefined) reply.clearCookie(name, shared);
    else reply.setCookie(name, value, { ...shared, ...(expires === undefined ? {} : { expires }) });
  }
  return reply.send(answer.body ?? {});
}

/** Sends the answer to any thrown value, and logs it when it is unexpected. */
export function sendError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { status, body } = errorAnswer(isCutOff(error, request) ? CUT_OFF : error);
  if (status >= 500 && !isUnavailable(error)) logFailure(request, error);
  // A stream that fails before its first bytes has left the headers of a file.
  reply.removeHeader("content-disposition");
  const type = { "content-type": "application/json; charset=utf-8" };
  return sendAnswer(reply, { status, headers: { ...type, ...headersOf(error, status) }, body });
}

/** Whether an error is that of a connection that ended before the request had arrived. */
function isCutOff(error: unknown, { raw }: FastifyRequest): boolean {
  return raw.errored !== null && raw.errored === error;
}

const CUT_OFF = invalid("The connection ended before the request had arrived.");

function headersOf(error: unknown, status: number): Record<string, string> {
  if (isUnavailable(error)) return { "retry-after": RETRY_AFTER_SECONDS };
  return status === 405 ? { Allow: "GET, HEAD" } : {};
}
