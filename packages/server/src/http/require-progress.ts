import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";

/** How fast the body of a request must arrive. */
export interface Progress {
  /** Milliseconds between two measurements. */
  readonly everyMilliseconds: number;
  /** Bytes that must arrive between two measurements. */
  readonly bytesMin: number;
  /** Ends a connection whose request arrives too slowly. */
  readonly onSlow: (error: Error & { code: string }, socket: Socket) => void;
}

/** 1 kB a second, slower than any network of today. */
export const SLOWEST = { everyMilliseconds: 30_000, bytesMin: 30_000 };

/**
 * Ends connections on which the body of a request arrives too slowly, so that clients that send a
 * byte now and then cannot use up connections and memory. A server that is itself slow to read is
 * no reason.
 */
export function requireProgress(app: FastifyInstance, progress: Progress): void {
  app.addHook("onRequest", async ({ raw }) => {
    if (raw.complete || !hasBody(raw)) return;
    const { socket } = raw;
    let before = socket.bytesRead;
    const timer = setInterval(() => {
      const arrived = socket.bytesRead - before;
      before = socket.bytesRead;
      const isLate = arrived < progress.bytesMin && raw.readableLength === 0;
      if (isLate && !raw.complete) progress.onSlow(new SlowRequest(), socket);
    }, progress.everyMilliseconds);
    raw.once("close", () => clearInterval(timer));
  });
}

/** Whether a request announces a body (RFC 9112, section 6). */
function hasBody({ headers }: IncomingMessage): boolean {
  const { "content-length": length = "0", "transfer-encoding": encoding } = headers;
  return encoding !== undefined || length !== "0";
}

class SlowRequest extends Error {
  override readonly name = "SlowRequest";
  readonly code = "ERR_HTTP_REQUEST_TIMEOUT";
}
