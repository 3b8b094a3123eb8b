import { expect, test } from "vitest";
import { scriptRun, type TestChannel, testChannel } from "../../../test/support/channel.ts";
import { ExecutionError } from "./execution-error.ts";
import type { ScriptRun } from "./script-host.ts";
import { superviseRun } from "./supervised-run.ts";
import { SupervisorAnswer } from "./supervisor-answer.ts";

const ANSWER = "\nabc started\n";

async function* requestOf(...parts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

/** A supervised run, and the channel on which the test plays the supervisor. */
function start(given: Partial<ScriptRun> = {}, request = requestOf("script")) {
  const channel = testChannel();
  const supervision = { place: "web01", channel, request, answer: new SupervisorAnswer("abc") };
  return { channel, outcome: superviseRun(scriptRun(given), supervision) };
}

/** The supervisor ends when its input is closed, as the real one does. */
function endWithInput({ stdin, end }: TestChannel, exitCode = 143): void {
  stdin.resume();
  stdin.once("end", () => end(exitCode));
}

async function inputOf({ stdin }: TestChannel, length: number): Promise<string> {
  let input = "";
  for await (const part of stdin.iterator({ destroyOnReturn: false })) {
    input += String(part);
    if (input.length >= length) break;
  }
  return input;
}

test("the request is sent, and output and exit code are passed on", async () => {
  const texts = { stdout: "", stderr: "" };
  const { channel, outcome } = start(
    {
      onOutput: ({ stream, text }) => {
        texts[stream] += text;
      },
    },
    requestOf("super", "visor"),
  );
  expect(await inputOf(channel, 10)).toBe("supervisor");
  channel.stderr.write("oops");
  channel.stdout.write(`welcome${ANSWER}out`);
  channel.end(7);
  expect(await outcome).toEqual({ exitCode: 7, cancelled: false });
  expect(texts).toEqual({ stdout: "out", stderr: "oops" });
  expect(channel.stdout.destroyed).toBe(true);
});

test("an aborted run closes the supervisor's input, and is cancelled when that has ended", async () => {
  const cancel = new AbortController();
  const { channel, outcome } = start({ signal: cancel.signal });
  channel.stdout.write(ANSWER);
  endWithInput(channel);
  cancel.abort();
  expect(await outcome).toEqual({ exitCode: null, cancelled: true });
});

test("a run that was aborted before sends nothing", async () => {
  const { channel, outcome } = start({ signal: AbortSignal.abort() });
  let sent = 0;
  channel.stdin.on("data", (part: Uint8Array) => {
    sent += part.length;
  });
  endWithInput(channel);
  expect(await outcome).toEqual({ exitCode: null, cancelled: true });
  expect(sent).toBe(0);
});

test("a failing consumer stops the script, and its error is the run's", async () => {
  const full = new Error("disk full");
  const { channel, outcome } = start({ onOutput: () => Promise.reject(full) });
  endWithInput(channel);
  channel.stdout.write(`${ANSWER}out`);
  await expect(outcome).rejects.toBe(full);
});

test("a failing request stops the script, and its error is the run's", async () => {
  const unreadable = new ExecutionError("transfer", "The file a could not be read.");
  const failing = async function* () {
    yield Buffer.from("part");
    throw unreadable;
  };
  const { channel, outcome } = start({}, failing());
  endWithInput(channel, 1);
  await expect(outcome).rejects.toBe(unreadable);
});

test("a lost connection fails the run", async () => {
  const lost = new ExecutionError("lost", "The connection to web01 was lost.");
  const { channel, outcome } = start();
  channel.stdout.write(ANSWER);
  channel.lose(lost);
  await expect(outcome).rejects.toBe(lost);
  expect(channel.stdin.destroyed).toBe(true);
});

test("a supervisor that ends before the script starts fails the run", async () => {
  const { channel, outcome } = start();
  channel.end(127);
  await expect(outcome).rejects.toMatchObject({ code: "no-interpreter" });
});
