import { Readable } from "node:stream";
import Fastify from "fastify";
import { describe, expect, onTestFinished, test } from "vitest";
import { createLogger } from "../main/logger.ts";
import { fastifyLogger, logController, logFailure, logRequests } from "./request-log.ts";

type Level = Parameters<typeof createLogger>[0]["level"];

/** A listening app with a route that fails and one that answers, and its log. */
async function listening(level: Level) {
  const lines: string[] = [];
  const stream = { write: (line: string) => lines.push(line) };
  const log = createLogger({ level, clock: () => new Date(0), stream });
  const app = Fastify({
    loggerInstance: fastifyLogger(log),
    logController,
    genReqId: () => "request-1",
  });
  logRequests(app);
  app.setErrorHandler((error, request, reply) => {
    logFailure(request, error);
    return reply.code(500).send({});
  });
  app.get("/fails", async () => {
    throw new TypeError("what went wrong");
  });
  app.get("/answers", async () => Readable.from(["a"]));
  onTestFinished(() => app.close());
  const address = await app.listen({ port: 0, host: "127.0.0.1" });
  const get = async (path: string) => {
    const response = await fetch(`${address}${path}`, { headers: { cookie: "hush=hush" } });
    await response.text();
  };
  /** The log entries up to the last response. */
  const entries = async () => {
    await app.close();
    return lines.map((line) => JSON.parse(line));
  };
  return { get, lines, entries };
}

describe("at level info", () => {
  test("only requests that failed are logged, without query, headers and body", async () => {
    const { get, lines, entries } = await listening("info");
    await get("/answers?apikey=hush");
    await get("/nowhere?apikey=hush");
    await get("/fails?apikey=hush");
    expect(await entries()).toEqual([
      {
        level: "error",
        time: "1970-01-01T00:00:00.000Z",
        requestId: "request-1",
        method: "GET",
        path: "/fails",
        msg: "request failed",
        err: {
          type: "TypeError",
          message: "what went wrong",
          stack: expect.stringContaining("request-log.test.ts"),
        },
      },
    ]);
    expect(lines.join("")).not.toContain("hush");
  });
});

describe("at level debug", () => {
  test("every finished request is logged, with its status and how long it took", async () => {
    const { get, lines, entries } = await listening("debug");
    await get("/answers?apikey=hush");
    const requests = (await entries()).filter(({ msg }) => msg === "request finished");
    expect(requests).toEqual([
      {
        level: "debug",
        time: "1970-01-01T00:00:00.000Z",
        requestId: "request-1",
        method: "GET",
        path: "/answers",
        status: 200,
        milliseconds: expect.any(Number),
        msg: "request finished",
      },
    ]);
    expect(lines.join("")).not.toContain("hush");
  });
});
