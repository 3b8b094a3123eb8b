import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { ScriptHost, ScriptOutcome, ScriptRun } from "@indelible/execution";

/** How a script ended and what it printed. */
export interface ScriptResult extends ScriptOutcome {
  stdout: string;
  stderr: string;
}

/** A script that has been started. */
export interface StartedScript {
  /**
   * Resolves with the rest of the line of standard output that starts with this word and a space.
   */
  printed(word: string): Promise<string>;
  result: Promise<ScriptResult>;
}

/** Cryptographically strong random bytes, for hosts. */
export const random = (bytes: number): Uint8Array => randomBytes(bytes);

/** Runs a script to its end, by default in Bash and without inputs. */
export function runScript(
  host: Pick<ScriptHost, "run">,
  body: string,
  given: Partial<ScriptRun> = {},
): Promise<ScriptResult> {
  return startScript(host, body, given).result;
}

/** Like {@link runScript}, for tests that interact with the running script. */
export function startScript(
  host: Pick<ScriptHost, "run">,
  body: string,
  given: Partial<ScriptRun> = {},
): StartedScript {
  const texts = { stdout: "", stderr: "" };
  const waiting = new Set<() => void>();
  const run: ScriptRun = {
    syntax: "Bash",
    body,
    variables: new Map(),
    files: [],
    signal: new AbortController().signal,
    onOutput: ({ stream, text }) => {
      texts[stream] += text;
      for (const look of waiting) look();
    },
    ...given,
  };
  const result = host.run(run).then((outcome) => ({ ...outcome, ...texts }));
  const printed = (word: string) =>
    new Promise<string>((resolve, reject) => {
      const pattern = new RegExp(`^${word} (.*)\n`, "m");
      const look = () => {
        const found = pattern.exec(texts.stdout)?.[1];
        if (found !== undefined) resolve(found);
      };
      waiting.add(look);
      look();
      const early = () => reject(new Error(`the script ended: ${JSON.stringify(texts)}`));
      result.then(early, reject);
    });
  return { printed, result };
}

/** True if a process runs; false for a zombie. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (!existsSync("/proc/self/stat")) return true;
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    // It has ended in the meantime.
    return false;
  }
}

/** Resolves when a condition holds; rejects if it does not hold within some seconds. */
export async function eventually(holds: () => boolean, seconds = 5): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`not within ${seconds} seconds`);
    await delay(20);
  }
}
