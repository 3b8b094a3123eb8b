import { expect, test } from "vitest";
import { scriptRun } from "../../../test/support/channel.ts";
import type { ScriptRun } from "./script-host.ts";
import { scriptRequest } from "./script-request.ts";

const place = { parent: "runs", token: "abc" };

async function bytesOf(run: ScriptRun): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of scriptRequest(run, place)) parts.push(part);
  return Buffer.concat(parts).toString();
}

test("a request has the documented format", async () => {
  const open = async function* () {
    yield Buffer.from("one");
    yield Buffer.from("two");
  };
  const variables = new Map([["Näme", "a\0\nb"]]);
  const run = scriptRun({ body: "echo\r\n", variables, files: [{ name: "a b", size: 6, open }] });
  const [, rest = ""] = (await bytesOf(run)).split("\0");
  expect(rest).toMatch(/^abc\nruns\nno\nbash\n(.+\n)+\n6 a b\nonetwo\n\d+\n\d+\n/);
  expect(rest.endsWith("5\necho\n5\nNäme3\na\nb")).toBe(true);
  const [, size, input] = /\nonetwo\n(\d+)\n([\s\S]*)$/.exec(rest) ?? [];
  expect(Buffer.byteLength(input ?? "")).toBe(Number(size));
});

test.each(["", ".", "..", "a/b", "a\nb", "a\0b", "é".repeat(128)])(
  "%j cannot be a file's name",
  (name) => {
    const files = [{ name, size: 0, open: async function* () {} }];
    expect(() => scriptRequest(scriptRun({ files }), place)).toThrow(
      /cannot be the name of a file/,
    );
  },
);

test.each([-1, 0.5, Number.NaN])("%j cannot be a file's size", (size) => {
  const files = [{ name: "a", size, open: async function* () {} }];
  expect(() => scriptRequest(scriptRun({ files }), place)).toThrow(/cannot have/);
});

test("variables are limited in total", () => {
  const value = "a".repeat(1024 * 1024);
  const variables = new Map(Array.from({ length: 32 }, (_, index) => [`${index}`, value]));
  expect(() => scriptRequest(scriptRun({ variables }), place)).toThrow(/more than 32 MiB/);
});
