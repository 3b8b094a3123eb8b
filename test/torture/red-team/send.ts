import { Agent, request } from "node:http";

/** A request as bytes are sent: nothing normalises its path. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** An answer; status 0 means that the connection ended without one. */
export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

/** For requests that hang, not for slow ones. */
const DEADLINE_MS = 90_000;
const agent = new Agent({ keepAlive: true, maxSockets: 32 });

/** Sends a request to a port of this machine, and waits for the whole answer. */
export function send(
  port: number,
  { method, path, headers, body }: RawRequest,
): Promise<RawAnswer> {
  const signal = AbortSignal.timeout(DEADLINE_MS);
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  return new Promise((resolve) => {
    const failed = (error: Error) => resolve({ status: 0, text: error.message });
    const options = { host: "127.0.0.1", port, method, path, signal, agent };
    const sent = request({ ...options, headers: { ...length, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", failed);
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") });
      });
    });
    sent.on("error", failed);
    sent.end(body);
  });
}
