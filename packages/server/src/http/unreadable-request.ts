import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { invalid, Refusal } from "@indelible/kernel";
import { errorAnswer } from "./error-answer.ts";

/** What Node calls headers beyond its limit of 16 KiB. */
const HEADERS_TOO_LARGE = "HPE_HEADER_OVERFLOW";

/**
 * Answers bytes that cannot be read as an HTTP request, and closes their connection. There is no
 * request yet that an answer could go through, so the error body is written to the socket itself.
 */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) return;
  const { status, body } = errorAnswer(
    error.code === HEADERS_TOO_LARGE
      ? new Refusal("headers-too-large", "The request's headers are too large.")
      : invalid("The request is not valid HTTP."),
  );
  const text = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(text)}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${text}`);
}
