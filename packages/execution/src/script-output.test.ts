import fc from "fast-check";
import { expect, test } from "vitest";
import { type OutputItem, ScriptOutput } from "./script-output.ts";

/** All items of one script that printed this on standard output. */
function read(...texts: string[]): OutputItem[] {
  const output = new ScriptOutput();
  const items = texts.flatMap((text) => output.feed({ stream: "stdout", text }));
  return [...items, ...output.end()];
}

const info = (line: string): OutputItem => ({ level: "Info", line });

test("lines are joined over chunks, without their ends, and empty ones are kept", () => {
  expect(read("a\nb", "c\r", "\n\nd")).toEqual([info("a"), info("bc"), info(""), info("d")]);
});

test("a level applies until the next one", () => {
  const text = `a
##octopus[stdout-warning]
b
c##octopus[stdout-error]d
##octopus[stdout-ignore]
e
##octopus[stdout-default]
f
`;
  expect(read(text)).toEqual([
    info("a"),
    { level: "Warning", line: "b" },
    { level: "Warning", line: "c" },
    { level: "Error", line: "d" },
    info("f"),
  ]);
});

test("the level of standard error is set on standard output", () => {
  const output = new ScriptOutput();
  const stderr = (text: string) => output.feed({ stream: "stderr", text });
  expect(stderr("a\nb")).toEqual([{ level: "Error", line: "a" }]);
  expect(output.feed({ stream: "stdout", text: "##octopus[stderr-progress]\n" })).toEqual([
    { level: "Error", line: "b" },
  ]);
  expect(stderr("c\n")).toEqual([{ level: "Verbose", line: "c" }]);
  expect(output.end()).toEqual([]);
});

test("other messages are passed on, and a line of messages only is no line", () => {
  const message = { name: "progress", attributes: new Map([["percentage", "50"]]) };
  const text = "##octopus[progress percentage='NTA=']";
  expect(read(`${text}\n${text}${text}\r\na${text}b\n\n`)).toEqual([
    { message },
    { message },
    { message },
    { message },
    info("ab"),
    info(""),
  ]);
});

test("a line that is too long is split, never within a character", () => {
  const pieces = read("🐙".repeat(70_000), "🐙".repeat(70_000), "\n");
  const lines = pieces.map((item) => ("line" in item ? item.line : ""));
  expect(lines.join("")).toBe("🐙".repeat(140_000));
  expect(lines.every((line) => line.isWellFormed() && line.length <= 2 * 65_536)).toBe(true);
});

test("the chunks of the output do not matter", () => {
  const parts = fc.constantFrom("a", "\n", "\r", "##octopus[stdout-verbose]", "##octopus[x]", "#");
  fc.assert(
    fc.property(fc.array(parts), (texts) => {
      expect(read(...texts)).toEqual(read(texts.join("")));
    }),
  );
});
