import cookie from "@fastify/cookie";
import { type Answer, Refusal } from "@indelible/kernel";
import Fastify from "fastify";
import { expect, onTestFinished, test } from "vitest";
import { sendAnswer, sendError } from "./send-answer.ts";

async function sent(answer: Answer | Error, trustProxy = false, headers = {}) {
  const app = Fastify({ trustProxy });
  onTestFinished(() => app.close());
  await app.register(cookie);
  app.setErrorHandler(sendError);
  app.get("/", (_request, reply) => {
    if (answer instanceof Error) throw answer;
    return sendAnswer(reply, answer);
  });
  return app.inject({ url: "/", headers });
}

test("an answer is an empty object with status 200 that is not cached by default", async () => {
  const { statusCode, headers, body } = await sent({});
  expect([statusCode, headers["cache-control"], body]).toEqual([200, "no-store", "{}"]);
});

test("status, headers and body of an answer are sent", async () => {
  const answer = { status: 201, headers: { "cache-control": "private", ETag: '"1"' }, body: [1] };
  const { statusCode, headers, body } = await sent(answer);
  expect([statusCode, headers["cache-control"], headers.etag, body]).toEqual([
    201,
    "private",
    '"1"',
    "[1]",
  ]);
});

test("cookies are HttpOnly unless scripts may read them, and secure over HTTPS", async () => {
  const cookies = [
    { name: "a", value: "1", readableByScripts: false },
    { name: "b", value: "2", readableByScripts: true, expires: new Date(0) },
    { name: "c", readableByScripts: false },
  ];
  const plain = (await sent({ cookies })).cookies;
  expect(plain).toMatchObject([
    { name: "a", value: "1", httpOnly: true, path: "/", sameSite: "Lax" },
    { name: "b", value: "2", expires: new Date(0) },
    { name: "c", value: "" },
  ]);
  expect(plain[1]).not.toHaveProperty("httpOnly");
  expect(plain[0]).not.toHaveProperty("secure");
  const [overHttps] = (await sent({ cookies }, true, { "x-forwarded-proto": "https" })).cookies;
  expect(overHttps).toMatchObject({ name: "a", secure: true });
});

test("the refusal of a write names the allowed methods", async () => {
  const { statusCode, headers } = await sent(new Refusal("append-only", "Events are append-only."));
  expect([statusCode, headers.allow]).toEqual([405, "GET, HEAD"]);
});

test("an unexpected error is not revealed", async () => {
  const { statusCode, body } = await sent(new TypeError("secret detail"));
  expect(statusCode).toBe(500);
  expect(body).not.toContain("secret detail");
});
