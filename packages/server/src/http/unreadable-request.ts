import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { invalid, Refusal } from "@indelible/kernel";
import { errorAnswer } from "./error-answer.ts";

/** Refusals by the error codes of Node.js. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  // Headers over 16 KiB.
  HPE_HEADER_OVERFLOW: new Refusal("headers-too-large", "The request's headers are too large."),
  ERR_HTTP_REQUEST_TIMEOUT: new Refusal("too-slow", "The request arrives too slowly."),
};

const UNREADABLE = invalid("The request is not valid HTTP.");

/**
 * Answers bytes that are not a valid HTTP request, or that arrive too slowly, and closes the
 * connection. There is no request to reply to, so the answer is written to the socket, after the
 * answers to the requests that came before on the same connection.
 */
export class UnreadableRequests {
  /** The answers that are not sent yet, with their requests, by connection. */
  readonly #owed = new WeakMap<Socket, Map<ServerResponse, IncomingMessage>>();

  /** Follows the requests of a server. */
  watch(server: Server): void {
    server.on("request", (request, response) => {
      const owed = this.#owed.get(request.socket) ?? new Map();
      this.#owed.set(request.socket, owed.set(response, request));
      response.once("close", () => owed.delete(response));
    });
  }

  /** Answers the error of a connection. */
  answer(error: Error & { code?: string }, socket: Socket): void {
    const refusal = REFUSALS[error.code ?? ""] ?? UNREADABLE;
    const before = [...(this.#owed.get(socket) ?? [])].filter(([, { complete }]) => complete);
    let waiting = before.length;
    if (waiting === 0) write(refusal, socket);
    for (const [response] of before) {
      response.once("close", () => {
        waiting -= 1;
        if (waiting === 0) write(refusal, socket);
      });
    }
  }
}

function write(refusal: Refusal, socket: Socket): void {
  if (!socket.writable) return;
  const { status, body } = errorAnswer(refusal);
  const text = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(text)}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${text}`);
  // Otherwise the connection stays open as long as the other side sends.
  socket.destroySoon();
}
