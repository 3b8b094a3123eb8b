import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from "fastify";
import { LogController } from "fastify";

/**
 * Keeps Fastify from logging requests in its own way, which includes the query. The id of a request,
 * which events carry as their correlation id, is `requestId` in each of its entries.
 */
export const logController = new LogController({
  disableRequestLogging: true,
  requestIdLogLabel: "requestId",
});

/**
 * The logger to give to Fastify. At level `info` Fastify says only that it listens, which the message
 * at the start says, so it begins at `warn`; a more detailed level stays.
 */
export function fastifyLogger(log: FastifyBaseLogger): FastifyBaseLogger {
  return log.level === "info" ? log.child({}, { level: "warn" }) : log;
}

/** Logs each finished request at level `debug`, with its status and how long it took. */
export function logRequests(app: FastifyInstance): void {
  app.addHook("onResponse", async (request, { statusCode, elapsedTime }) => {
    const milliseconds = Math.round(elapsedTime);
    request.log.debug({ ...lineOf(request), status: statusCode, milliseconds }, "request finished");
  });
}

/** Logs a request that failed unexpectedly, with the error. */
export function logFailure(request: FastifyRequest, error: unknown): void {
  request.log.error({ ...lineOf(request), err: error }, "request failed");
}

/** The path without the query, which may hold a password or an API key (I5). */
function lineOf({ method, url }: FastifyRequest) {
  return { method, path: url.split("?", 1)[0] };
}
