import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { scriptRun } from "../../../test/support/channel.ts";
import { eventually, isAlive } from "../../../test/support/scripts.ts";
import { temporaryDirectory } from "../../../test/support/temporary-directory.ts";
import { bootstrapFile } from "./bootstrap-file.ts";
import { SUPERVISOR_ARGUMENTS } from "./channel.ts";
import { scriptRequest } from "./script-request.ts";

const run = scriptRun({ body: "sleep 1000 & echo $! $$; wait" });

/** A supervisor with a running script, and the process ids of the script. */
async function start(supervisor: (text: string) => string = (text) => text) {
  const parent = temporaryDirectory();
  const bash = spawn("bash", SUPERVISOR_ARGUMENTS, { detached: true });
  onTestFinished(() => void bash.stdin.end());
  const parts: Uint8Array[] = [];
  for await (const part of scriptRequest(run, { parent, token: "abc" })) parts.push(part);
  const text = bootstrapFile("supervisor.sh");
  bash.stdin.write(Buffer.concat(parts).toString().replace(text, supervisor(text)));
  let output = "";
  for await (const chunk of bash.stdout.iterator({ destroyOnReturn: false })) {
    output += String(chunk);
    if (/\d+ \d+\n/.test(output)) break;
  }
  expect(output).toMatch(/^\nabc started\n\d+ \d+\n$/);
  return { bash, folder: join(parent, "abc"), pids: output.match(/\d+/g)?.map(Number) ?? [] };
}

async function expectStopped(bash: ChildProcess, pids: number[], folder: string): Promise<void> {
  if (bash.exitCode === null) await once(bash, "exit");
  expect(pids.some(isAlive)).toBe(false);
  expect(existsSync(folder)).toBe(false);
}

test("a script is stopped if the server dies", async () => {
  const { bash, pids, folder } = await start();
  expect(pids.every(isAlive)).toBe(true);
  bash.stdin.destroy();
  await expectStopped(bash, pids, folder);
});

test("a script is stopped if the server sends no heartbeats", async () => {
  const { bash, pids, folder } = await start((text) => text.replace("-t 120", "-t 1"));
  await expectStopped(bash, pids, folder);
});

test("a script is stopped if its supervisor is killed", async () => {
  const { bash, pids } = await start();
  expect(pids.every(isAlive)).toBe(true);
  bash.kill("SIGKILL");
  // Node.js closes the standard input of a child that has ended, as when it ends itself.
  await once(bash, "exit");
  await eventually(() => !pids.some(isAlive));
});
