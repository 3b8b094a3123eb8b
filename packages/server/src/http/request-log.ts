import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from "fastify";
import { LogController } from "fastify";

/**
 * Turns off Fastify's own request log, which includes the query. The id of a request, which is also
 * the correlation id of its events, is `requestId` in each log entry.
 */
export const logController = new LogController({
  disableRequestLogging: true,
  requestIdLogLabel: "requestId",
});

/**
 * The logger for Fastify. At level `info`, Fastify logs only that it listens, which the start
 * message reports already, so it logs from `warn`; a more detailed level is kept.
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
