import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** A witness in a separate process, on the loopback address. */
export interface WitnessProcess {
  readonly address: string;
  readonly verifierKey: string;
  /** Kills it without a clean shutdown, and waits until it has ended. */
  kill(): Promise<void>;
  /** Resolves when it has ended. */
  readonly ended: Promise<unknown>;
}

const MAIN = fileURLToPath(new URL("../../packages/cli/bin/indelible.mjs", import.meta.url));

/**
 * Starts `indelible witness` over a state folder; it is killed, if it still runs, when the current test ends.
 *
 * @param port 0 for any that is free
 * @param nodeArguments arguments for Node.js itself
 */
export async function startWitnessProcess(
  stateFolder: string,
  logKey: string,
  port = 0,
  nodeArguments: readonly string[] = [],
): Promise<WitnessProcess> {
  const where = ["--state", stateFolder, "--log", logKey, "--port", String(port)];
  const child = spawn(process.execPath, [...nodeArguments, MAIN, "witness", ...where], {
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
    const [, address, verifierKey] =
      /^Listening at (\S+)\nVerifier key (\S+)\n/.exec(printed) ?? [];
    if (address !== undefined && verifierKey !== undefined)
      return { address, verifierKey, kill, ended };
  }
  await ended;
  throw new TypeError(`The witness ended before it listened: ${remarks}`);
}
