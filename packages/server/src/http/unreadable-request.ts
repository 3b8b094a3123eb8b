import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { invalid, Refusal } from "@indelible/kernel";
import { errorAnswer } from "./error-answer.ts";

/** The error code of Node.js for headers over 16 KiB. */
const HEADERS_TOO_LARGE = "HPE_HEADER_OVERFLOW";

/**
 * Answers bytes that are not a valid HTTP request, and closes the connection. There is no request
 * to reply to, so the answer is written to the socket.
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
