import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import Fastify from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requireProgress } from "./require-progress.ts";
import { UnreadableRequests } from "./unreadable-request.ts";

const unreadable = new UnreadableRequests();
const onSlow = unreadable.answer.bind(unreadable);
const app = Fastify({ clientErrorHandler: onSlow });
let port: number;

beforeAll(async () => {
  unreadable.watch(app.server);
  requireProgress(app, { everyMilliseconds: 20, bytesMin: 1_000, onSlow });
  app.get("/slow/:milliseconds", async (request) => {
    const { milliseconds } = request.params as { milliseconds: string };
    await delay(Number(milliseconds));
    return { milliseconds };
  });
  app.post("/", async () => ({}));
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

test("answers that are owed are sent before the answer to what is not valid HTTP", async () => {
  const get = (milliseconds: number) => `GET /slow/${milliseconds} HTTP/1.1\r\nHost: a\r\n\r\n`;
  const answer = await answerTo(`${get(40)}${get(0)}hello\r\n\r\n`);
  const parts = [...answer.matchAll(/HTTP\/1.1 (\d+)|"milliseconds":"(\d+)"/g)];
  expect(parts.map(([, status, milliseconds]) => status ?? milliseconds)).toEqual([
    "200",
    "40",
    "200",
    "0",
    "400",
  ]);
});

test.each([
  ["of a length that does not come", "Content-Length: 100\r\n\r\nx", 408],
  ["whose chunks stop", "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n", 408],
  ["with a chunk that is none", "Transfer-Encoding: chunked\r\n\r\nnone\r\n", 400],
])("a body %s ends its connection", async (_, rest, status) => {
  const head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
  expect(await answerTo(`${head}${rest}`)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});
