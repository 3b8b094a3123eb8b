import { expect, test } from "vitest";
import { createLogger } from "./logger.ts";

const clock = () => new Date("2026-01-02T03:04:05.678Z");

function newLog(level: "info" | "debug" | "silent") {
  const lines: string[] = [];
  const stream = { write: (line: string) => lines.push(line) };
  return { log: createLogger({ level, clock, stream }), lines };
}

test("an entry is one line of JSON with time and level", () => {
  const { log, lines } = newLog("info");
  log.warn("two\nlines");
  expect(lines).toEqual([
    '{"level":"warn","time":"2026-01-02T03:04:05.678Z","msg":"two\\nlines"}\n',
  ]);
});

test("entries below the level are left out, all of them at silent", () => {
  const { log, lines } = newLog("info");
  log.debug("a");
  log.info("b");
  expect(lines).toHaveLength(1);
  const silent = newLog("silent");
  silent.log.fatal("c");
  expect(silent.lines).toEqual([]);
});

test("an error comes with its stack and its cause's, without its other properties", () => {
  const { log, lines } = newLog("info");
  const cause = Object.assign(new RangeError("the disk is full"), { detail: "Key (hush)" });
  const error = Object.assign(new TypeError("not written", { cause }), {
    code: "XX000",
    detail: "Key (hush)",
    parameters: ["hush"],
  });
  log.error({ err: error }, "the sweep of packages");
  log.error(error, "the witnesses");
  const entries = lines.map((line) => JSON.parse(line));
  expect(entries.map(({ msg }) => msg)).toEqual(["the sweep of packages", "the witnesses"]);
  for (const { err } of entries) {
    expect(Object.keys(err).sort()).toEqual(["code", "message", "stack", "type"]);
    expect(err).toMatchObject({ type: "TypeError", code: "XX000" });
    expect(err.stack).toMatch(/TypeError: not written\n[\s\S]*RangeError: the disk is full\n/);
  }
  expect(lines.join("")).not.toContain("hush");
});

test("what is thrown and is no error is shown as text", () => {
  const { log, lines } = newLog("info");
  log.error({ err: "hush" }, "odd");
  log.error({ err: null }, "odd");
  expect(lines.map((line) => JSON.parse(line).err)).toEqual([
    { message: "hush" },
    { message: "null" },
  ]);
});

test("a request is shown without its query and its headers", () => {
  const { log, lines } = newLog("info");
  const headers = { cookie: "hush" };
  log.info({ req: { method: "GET", url: "/api/users?apikey=hush", headers } });
  expect(JSON.parse(lines[0] ?? "").req).toEqual({ method: "GET", path: "/api/users" });
});
