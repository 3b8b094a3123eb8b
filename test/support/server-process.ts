import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MAIN = "packages/server/dist/programs/server.js";

/**
 * For a short-lived process: optimising the code of the embedded database takes longer than it
 * saves.
 */
export const SHORT_LIVED = ["--liftoff-only"];

/** How a process ended. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A server in a separate process, as an operator would run it. */
export interface ServerProcess {
  /** Such as `http://127.0.0.1:40123`; rejects when the process ends before it listens. */
  readonly address: Promise<string>;
  readonly ended: Promise<ProcessEnd>;
  kill(signal: NodeJS.Signals): void;
}

/** Builds what is stale, once in a test run, so that processes run the current sources. */
export function buildPrograms(): void {
  if (isBuilt) return;
  execFileSync(process.execPath, ["scripts/prepare.mjs", "--for=build"], { cwd: ROOT });
  isBuilt = true;
}

let isBuilt = false;

/**
 * Starts `packages/server/dist/programs/server.js` on a free port. It is killed, if it still runs,
 * when the current test ends.
 *
 * @param settings environment variables; only PATH is inherited from this process
 */
export function startServerProcess(settings: Record<string, string>): ServerProcess {
  const child = spawn(process.execPath, [...SHORT_LIVED, MAIN], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, PORT: "0", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = endOf(child);
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return { address: addressOf(child, ended), ended, kill: (signal) => child.kill(signal) };
}

async function endOf(child: ChildProcess): Promise<ProcessEnd> {
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      texts[name] += text;
    });
  }
  const [code, signal] = await once(child, "close");
  return { code, signal, ...texts };
}

function addressOf(child: ChildProcess, ended: Promise<ProcessEnd>): Promise<string> {
  const address = new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (more: string) => {
      text += more;
      const [, found] = /running at (http:\/\/[^\s/]+)/.exec(text) ?? [];
      if (found !== undefined) resolve(found);
    });
    ended.then(({ stderr }) => reject(new Error(`The server ended before it listened: ${stderr}`)));
  });
  // A test that expects the start to fail does not use the address.
  address.catch(() => undefined);
  return address;
}
