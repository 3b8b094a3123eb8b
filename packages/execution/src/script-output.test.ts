import fc from "fast-check";
import { expect, test } from "vitest";
import { type OutputItem, ScriptOutput } from "./script-output.ts";

/** Everything that one script printed on standard output; then what is left. */
function read(...texts: string[]): OutputItem[] {
  const output = new ScriptOutput();
  const items = texts.flatMap((text) => output.feed({ stream: "stdout", text }));
  return [...items, ...output.end()];
}

const info = (line: string): OutputItem => ({ level: "Info", line });

test("lines are put together, ends are left off, empty ones stay", () => {
  expect(read("a\nb", "c\r", "\n\nd")).toEqual([info("a"), info("bc"), info(""), info("d")]);
});

test("levels hold until the next one", () => {
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

test("the level of standard error is told on standard output", () => {
  const output = new ScriptOutput();
  const stderr = (text: string) => output.feed({ stream: "stderr", text });
  expect(stderr("a\nb")).toEqual([{ level: "Error", line: "a" }]);
  expect(output.feed({ stream: "stdout", text: "##octopus[stderr-progress]\n" })).toEqual([
    { level: "Error", line: "b" },
  ]);
  expect(stderr("c\n")).toEqual([{ level: "Verbose", line: "c" }]);
  expect(output.end()).toEqual([]);
});

test("other messages are handed on, and make no line", () => {
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

test("a line that is too long comes in pieces, none inside of a character", () => {
  const pieces = read("🐙".repeat(70_000), "🐙".repeat(70_000), "\n");
  const lines = pieces.map((item) => ("line" in item ? item.line : ""));
  expect(lines.join("")).toBe("🐙".repeat(140_000));
  expect(lines.every((line) => line.isWellFormed() && line.length <= 2 * 65_536)).toBe(true);
});

test("how output is cut into chunks does not matter", () => {
  const parts = fc.constantFrom("a", "\n", "\r", "##octopus[stdout-verbose]", "##octopus[x]", "#");
  fc.assert(
    fc.property(fc.array(parts), (texts) => {
      expect(read(...texts)).toEqual(read(texts.join("")));
    }),
  );
});
