import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** A command of `indelible` in a separate process. */
export interface CliProcess {
  /** The groups of the pattern in what it printed. */
  readonly found: readonly string[];
  /** Kills it without a clean shutdown, and waits until it has ended. */
  kill(): Promise<void>;
  /** Resolves when it has ended. */
  readonly ended: Promise<unknown>;
}

const MAIN = fileURLToPath(new URL("../../packages/cli/bin/indelible.mjs", import.meta.url));

/**
 * Starts a command that runs until a signal, and resolves when it has printed text that matches
 * `pattern`. It is killed, if it still runs, when the current test ends.
 *
 * @param nodeArguments arguments for Node.js itself
 */
export async function startCliProcess(
  args: readonly string[],
  pattern: RegExp,
  nodeArguments: readonly string[] = [],
): Promise<CliProcess> {
  const child = spawn(process.execPath, [...nodeArguments, MAIN, ...args], {
    env: { PATH: process.env.PATH },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let remarks = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    remarks += text;
  });
  const ended = once(child, "close");
  const kill = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  onTestFinished(kill);
  let printed = "";
  for await (const part of child.stdout.setEncoding("utf8")) {
    printed += part;
    const [match, ...found] = pattern.exec(printed) ?? [];
    if (match !== undefined) return { found, kill, ended };
  }
  await ended;
  throw new TypeError(`The command ended before it listened: ${remarks}`);
}
