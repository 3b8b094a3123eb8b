import { once } from "node:events";
import { connect } from "node:net";
import Fastify from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerUnreadable } from "./unreadable-request.ts";

const app = Fastify({ clientErrorHandler: answerUnreadable });
let port: number;

beforeAll(async () => {
  port = Number(new URL(await app.listen({ port: 0, host: "127.0.0.1" })).port);
});
afterAll(() => app.close());

/** Sends bytes as they are; returns all that the server sends until it closes the connection. */
async function answerTo(text: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.setEncoding("utf8").on("data", (more: string) => {
    answer += more;
  });
  socket.write(text);
  await once(socket, "close");
  return answer;
}

test.each([
  ["bytes that are not HTTP", "hello\r\n\r\n", 400, "The request is not valid HTTP."],
  [
    "headers over the limit",
    `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${"x".repeat(20_000)}\r\n\r\n`,
    431,
    "The request's headers are too large.",
  ],
])("%s get an error body, and the connection is closed", async (_, text, status, error) => {
  const [head = "", body = ""] = (await answerTo(text)).split("\r\n\r\n");
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} .+\r\n`));
  expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
  expect(body).toContain(error);
});
