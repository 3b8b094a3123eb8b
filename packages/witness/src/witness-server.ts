import { createServer, type RequestListener, type Server } from "node:http";
import { WITNESS_LIMITS, type WitnessLimits } from "./witness-limits.ts";

const HEADER_BYTES_MAX = 16 * 1024;
const HEADERS_MAX = 100;
const CHECK_MILLISECONDS_MAX = 1_000;

/** An HTTP server in which every wait for a client has a limit; see {@link WitnessLimits}. */
export function witnessServer(
  listener: RequestListener,
  limits: WitnessLimits = WITNESS_LIMITS,
): Server {
  const server = createServer(
    {
      headersTimeout: limits.headersMilliseconds,
      requestTimeout: limits.requestMilliseconds,
      connectionsCheckingInterval: Math.min(CHECK_MILLISECONDS_MAX, limits.headersMilliseconds),
      maxHeaderSize: HEADER_BYTES_MAX,
    },
    listener,
  );
  server.maxHeadersCount = HEADERS_MAX;
  server.maxConnections = limits.connections;
  server.setTimeout(limits.idleMilliseconds);
  return server;
}

/**
 * Listens, and resolves with the address as a URL. Rejects with the system's error, for example if
 * the port is in use.
 */
export function listening(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      const taken = typeof address === "object" && address !== null ? address.port : port;
      resolve(`http://${host.includes(":") ? `[${host}]` : host}:${taken}`);
    });
  });
}

/** Stops listening, and ends all connections when their responses are sent or the time is over. */
export function closed(server: Server, milliseconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => server.closeAllConnections(), milliseconds);
    server.close((error) => {
      clearTimeout(timer);
      if (error === undefined) resolve();
      else reject(error);
    });
    server.closeIdleConnections();
  });
}
