import { expect, test } from "vitest";
import { testChannel } from "../../../test/support/channel.ts";
import { OutputReader } from "./output-reader.ts";
import type { OutputChunk } from "./script-host.ts";

test("both streams are read to their ends, in whole characters", async () => {
  const channel = testChannel();
  const texts = { stdout: "", stderr: "" };
  const reader = new OutputReader(channel, ({ stream, text }) => {
    texts[stream] += `[${text}]`;
  });
  const bytes = Buffer.from("€");
  channel.stdout.write(bytes.subarray(0, 1));
  channel.stderr.write("oops");
  channel.stdout.write(bytes.subarray(1));
  channel.end(0);
  await reader.settled();
  expect(texts).toEqual({ stdout: "[€]", stderr: "[oops]" });
});

test("a stream waits for the consumer, the other one does not", async () => {
  const channel = testChannel();
  const received: string[] = [];
  let release: () => void = () => undefined;
  const reader = new OutputReader(channel, ({ stream, text }) => {
    received.push(text);
    if (stream === "stderr") return;
    return new Promise<void>((resolve) => {
      release = resolve;
    });
  });
  channel.stdout.write("first");
  await new Promise(setImmediate);
  channel.stdout.write("second");
  channel.stderr.write("error");
  await new Promise(setImmediate);
  expect(received).toEqual(["first", "error"]);
  release();
  await new Promise(setImmediate);
  expect(received).toEqual(["first", "error", "second"]);
  channel.end(0);
  release();
  await reader.done;
});

test("a stream that breaks has ended", async () => {
  const channel = testChannel();
  const chunks: OutputChunk[] = [];
  const reader = new OutputReader(channel, (chunk) => {
    chunks.push(chunk);
    channel.stdout.destroy(new Error("broken pipe"));
  });
  channel.stdout.write("before");
  channel.stderr.end();
  await reader.done;
  expect(chunks).toEqual([{ stream: "stdout", text: "before" }]);
});

test("the consumer's error is passed on", async () => {
  const full = new Error("disk full");
  const channel = testChannel();
  const reader = new OutputReader(channel, () => Promise.reject(full));
  channel.stdout.write("text");
  await expect(reader.done).rejects.toBe(full);
});
