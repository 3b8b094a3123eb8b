import fc from "fast-check";
import { expect, test } from "vitest";
import { SupervisorAnswer } from "./supervisor-answer.ts";

const PLACE = "web01";

function answered(text: string): SupervisorAnswer {
  const answer = new SupervisorAnswer("abc");
  answer.outputIn(text);
  return answer;
}

test("only text after the answer is output of the script, in any chunks", () => {
  const text = "welcome\nabc \nxabc started\n\nabc started\nout\nabc started\n";
  fc.assert(
    fc.property(fc.array(fc.nat({ max: text.length })), (cuts) => {
      const answer = new SupervisorAnswer("abc");
      const ends = [...cuts.sort((a, b) => a - b), text.length];
      const output = ends.map((end, i) => answer.outputIn(text.slice(ends[i - 1] ?? 0, end)));
      expect(output.join("")).toBe("out\nabc started\n");
      answer.requireStarted(PLACE, 0);
    }),
  );
});

test("the output of start-up files can have any length", () => {
  const answer = answered("x".repeat(1_000_000));
  expect(answer.outputIn("y".repeat(100_000))).toBe("");
  expect(answer.outputIn("\nabc started\nout")).toBe("out");
});

test.each([
  ["\nabc missing pwsh\n", 1, "no-interpreter", "web01 has no pwsh, which this script needs."],
  [
    "\nabc failed No space left on device\n",
    1,
    "transfer",
    "web01 could not store the script's files: No space left on device",
  ],
  ["", 127, "no-interpreter", "web01 has no bash, which all scripts need."],
  ["logged out\n", 3, "lost", "web01 ended its shell with code 3 before the script started."],
  ["\nother started\n", 0, "lost", "web01 ended its shell with code 0 before the script started."],
])("%j and exit code %i: %s", (text, exitCode, code, message) => {
  expect(() => answered(text).requireStarted(PLACE, exitCode)).toThrow(
    expect.objectContaining({ code, message }),
  );
});

test("a long reason is cut", () => {
  const answer = answered(`\nabc failed ${"x".repeat(10_000)}\n`);
  expect(() => answer.requireStarted(PLACE, 1)).toThrow(/: x{500}$/);
});
