import { once } from "node:events";
import { chmod, stat, unlink } from "node:fs/promises";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { formatFrame, readFrame } from "./frame.ts";
import type { GuardedSigner } from "./guarded-signer.ts";
import { formatResponse, parseRequest, type SignerResponse } from "./messages.ts";
import { SignerError } from "./signer-error.ts";

/** A signer that listens at a socket. */
export interface RunningSigner {
  /** Closes the socket, when the connections have ended. */
  stop(): Promise<void>;
}

/** What a signer that listens needs. */
export interface StartSignerOptions {
  /** The path of the Unix socket. A socket that no process uses is replaced. */
  readonly path: string;
  readonly signer: GuardedSigner;
  /** Receives errors that are no refusals, such as a full disk. */
  readonly logError: (error: unknown) => void;
}

const CONNECTIONS_MAX = 16;
/** Milliseconds in which a connection must have sent its request. */
const REQUEST_MILLISECONDS = 5_000;
/** The owner and the group of the process: the server's user is in that group, or is the owner. */
const SOCKET_MODE = 0o660;

/** Listens for requests (docs/formats/signer.md). SignerError `in-use` if another process does. */
export async function startSigner(options: StartSignerOptions): Promise<RunningSigner> {
  const server = createServer({ allowHalfOpen: true }, (socket) => void serve(socket, options));
  server.maxConnections = CONNECTIONS_MAX;
  await listen(server, options.path);
  await chmod(options.path, SOCKET_MODE);
  return {
    stop: async () => {
      server.close();
      await once(server, "close");
    },
  };
}

async function serve(socket: Socket, { signer, logError }: StartSignerOptions): Promise<void> {
  // A broken connection needs no answer.
  socket.on("error", () => socket.destroy());
  socket.setTimeout(REQUEST_MILLISECONDS, () => socket.destroy());
  try {
    const response = await responseTo(socket, signer, logError);
    if (!socket.destroyed) socket.end(formatFrame(formatResponse(response)));
  } catch {
    socket.destroy();
  }
}

async function responseTo(
  socket: Socket,
  signer: GuardedSigner,
  logError: (error: unknown) => void,
): Promise<SignerResponse> {
  try {
    const request = parseRequest(await readFrame(messages(socket)));
    if (request.kind === "key") return { kind: "key", bytes: signer.publicKey };
    return { kind: "signature", bytes: await signer.sign(request.text) };
  } catch (error) {
    if (error instanceof SignerError) return refused(error);
    logError(error);
    const message = "The signer cannot keep what it signs; its log has the reason.";
    return { kind: "error", code: "state", message };
  }
}

/** Iterating over the socket itself would destroy it after the request. */
function messages(socket: Socket): AsyncIterable<Buffer> {
  return socket.iterator({ destroyOnReturn: false });
}

function refused({ code, message }: SignerError): SignerResponse {
  const isOwn = code === "unreachable" || code === "timeout" || code === "signature";
  return { kind: "error", code: isOwn || code === "in-use" ? "malformed" : code, message };
}

async function listen(server: Server, path: string): Promise<void> {
  try {
    await listening(server, path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EADDRINUSE") throw cause;
    if (await isServed(path)) {
      throw new SignerError("in-use", `Another process listens at ${path}.`, { cause });
    }
    if (!(await stat(path)).isSocket()) throw cause;
    await unlink(path);
    await listening(server, path);
  }
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** Whether a process accepts connections at a socket; one that a killed process left does not. */
function isServed(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.unref();
    socket.once("connect", () => socket.destroy());
  });
}
