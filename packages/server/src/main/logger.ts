import { type AvailabilityChange, isUnavailable } from "@indelible/trail";
import type { FastifyBaseLogger } from "fastify";
import { pino, stdSerializers } from "pino";
import type { LogLevel } from "./config.ts";

/** How a log is written. */
export interface LoggerOptions {
  /** Entries below this level are left out. */
  readonly level: LogLevel;
  readonly clock: () => Date;
  /** Receives the entries, one line per call, such as standard error. */
  readonly stream: { write(line: string): unknown };
}

/**
 * Creates a logger that writes each entry as one line of JSON: `level` by its name, `time` in ISO 8601,
 * `msg`, for an error `err` with `type`, `message`, `code` and `stack`, and for a request `requestId`,
 * `method` and `path`. An error's other properties are left out: those of a database's error hold the
 * values of a row (I5).
 */
export function createLogger({ level, clock, stream }: LoggerOptions): FastifyBaseLogger {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${clock().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: errorFields, req: requestFields },
    },
    { write: (line) => void stream.write(line) },
  );
}

/**
 * Returns a function that logs an unexpected error of background work, and what the server was doing
 * when it occurred, for parts that need to know no logger. An unavailable database is left out:
 * `availabilityTo` logs it once.
 */
export function errorsTo(log: FastifyBaseLogger): (error: unknown, occasion: string) => void {
  return (error, occasion) => {
    if (!causesOf(error).every(isUnavailable)) log.error({ err: error }, occasion);
  };
}

function causesOf(error: unknown): readonly unknown[] {
  return error instanceof AggregateError ? error.errors : [error];
}

/** Returns a function that logs each change of the database's availability as one line. */
export function availabilityTo(log: FastifyBaseLogger): (change: AvailabilityChange) => void {
  return (change) => {
    if (change === "available") log.info("The database is available again.");
    else log.error({ cause: causeOf(change) }, `The database is unavailable: ${change.message}`);
  };
}

function causeOf({ cause }: Error): string | undefined {
  return cause instanceof Error ? cause.message : undefined;
}

function errorFields(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error) };
  const { type, message, stack } = stdSerializers.err(error);
  return { type, message, code: "code" in error ? error.code : undefined, stack };
}

/** Without the query, which may hold a password or an API key (I5). */
function requestFields({ method, url }: { method: string; url: string }) {
  return { method, path: url.split("?", 1)[0] };
}
