import { expect, test } from "vitest";
import { probeHost } from "./probe-host.ts";
import type { OutputChunk, ScriptHost } from "./script-host.ts";

/** A host on which every script prints these chunks. */
function hostPrinting(chunks: readonly OutputChunk[], exitCode = 0): Pick<ScriptHost, "run"> {
  return {
    run: async ({ onOutput }) => {
      for (const chunk of chunks) await onOutput(chunk);
      return { exitCode, cancelled: false };
    },
  };
}

const stdout = (text: string): OutputChunk => ({ stream: "stdout", text });
const { signal } = new AbortController();

const FACTS = `system=Debian GNU/Linux 12 (bookworm)
architecture=x86_64
bash=5.2.15
home=/home/deploy
free=1000
program=bash
program=python3
program=other
`;

test("facts are read from lines, in any chunks, without standard error", async () => {
  const chunks = [...FACTS].map(stdout);
  chunks.splice(20, 0, { stream: "stderr", text: "home=/tmp\n" });
  expect(await probeHost(hostPrinting(chunks), signal)).toEqual({
    operatingSystem: "Debian GNU/Linux 12 (bookworm)",
    architecture: "x86_64",
    bashVersion: "5.2.15",
    home: "/home/deploy",
    freeBytes: 1_024_000,
    syntaxes: ["Bash", "Python"],
  });
});

test("a missing fact is empty", async () => {
  expect(await probeHost(hostPrinting([]), signal)).toMatchObject({
    operatingSystem: "",
    freeBytes: 0,
    syntaxes: [],
  });
});

test("output beyond a limit is ignored", async () => {
  const host = hostPrinting([stdout(FACTS), stdout("x".repeat(70_000)), stdout("\nhome=/tmp\n")]);
  expect((await probeHost(host, signal)).home).toBe("/home/deploy");
  const late = hostPrinting([stdout("x".repeat(70_000)), stdout(`\n${FACTS}`)]);
  expect((await probeHost(late, signal)).home).toBe("");
});

test("a script that fails is an error, and a cancelled one rejects with the reason", async () => {
  await expect(probeHost(hostPrinting([], 1), signal)).rejects.toMatchObject({ code: "lost" });
  const reason = new Error("enough");
  const cancelled = AbortSignal.abort(reason);
  await expect(probeHost(hostPrinting([], 1), cancelled)).rejects.toBe(reason);
});
