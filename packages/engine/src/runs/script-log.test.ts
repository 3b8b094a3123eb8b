import { expect, test } from "vitest";
import { TaskLog } from "../tasks/task-log.ts";
import { LogInMemory } from "../testing/log-in-memory.ts";
import { ScriptLog } from "./script-log.ts";

const ID = "ServerTasks-1";

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

/** A service message as scripts print it. */
function message(name: string, attributes: Record<string, string>): string {
  const given = Object.entries(attributes).map(([key, value]) => `${key}='${base64(value)}'`);
  return `##octopus[${name} ${given.join(" ")}]\n`;
}

/** What becomes of the output of a script. */
async function printed(...chunks: string[]) {
  const store = new LogInMemory();
  const clock = () => new Date(0);
  const options = { store, taskId: ID, name: "Work", clock };
  const log = await TaskLog.open(options);
  const script = new ScriptLog(log.root, (secret) => log.addSecret(secret));
  for (const text of chunks) await script.write({ stream: "stdout", text });
  await script.write({ stream: "stderr", text: "oops\n" });
  await script.end();
  await log.close("Success");
  return { script, written: store.written(ID) };
}

test("output is written by lines, errors as errors", async () => {
  const { script, written } = await printed("one\ntw", "o\nend");
  expect(written).toEqual(
    expect.arrayContaining(["Info one", "Info two", "Info end", "Error oops"]),
  );
  expect([script.variables, script.failure, script.hasWarnings]).toEqual([[], undefined, false]);
});

test("a variable that a script sets is not written; a sensitive one is masked from then on", async () => {
  const { script, written } = await printed(
    message("setVariable", { name: "Url", value: "https://x" }),
    message("setVariable", { name: "Key", value: "correct-horse", sensitive: "True" }),
    message("setVariable", { value: "nameless" }),
    "is correct-horse\n",
  );
  expect(script.variables).toEqual([
    { name: "Url", value: "https://x", isSensitive: false },
    { name: "Key", value: "correct-horse", isSensitive: true },
  ]);
  expect(written.join("\n")).not.toMatch(/octopus|horse/);
});

test("a script can mask a text", async () => {
  const { written } = await printed(message("mask", { value: "battery" }), "a battery\n");
  expect(written.join("\n")).not.toContain("battery");
});

test.each([
  [{ message: "No space left." }, "No space left."],
  [{}, "The script reported a failure."],
])("a script that reports a failure gives the reason: %j", async (attributes, expected) => {
  const { script } = await printed(message("resultMessage", attributes));
  expect(script.failure).toBe(expected);
});

test("what scripts write as a warning counts as one", async () => {
  const { script, written } = await printed("##octopus[stdout-warning]\ncareful\n");
  expect(script.hasWarnings).toBe(true);
  expect(written).toContain("Warning careful");
});

test("an unknown service message is left out", async () => {
  const { written } = await printed(message("createArtifact", { name: "x" }));
  expect(written).toEqual(["Error oops"]);
});
