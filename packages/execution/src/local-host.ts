import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { type Channel, SUPERVISOR_ARGUMENTS } from "./channel.ts";
import { ExecutionError } from "./execution-error.ts";
import type { ScriptHost } from "./script-host.ts";
import { SupervisedHost } from "./supervised-host.ts";

/** How scripts run on the server's machine. */
export interface LocalHostOptions {
  /** The folder for working folders; created if it is missing. */
  readonly folder: string;
  /**
   * The server's environment. Scripts get only the general variables, such as `PATH`, never a
   * setting of the server.
   */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Cryptographically strong random bytes. */
  readonly random: (bytes: number) => Uint8Array;
}

const PLACE = "The server";

/** The environment variables that are passed on: no secrets and no settings of the server. */
const PASSED_ON = /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR)$/;

/** Runs scripts on the server, as its own user. */
export function localHost({ folder, environment, random }: LocalHostOptions): ScriptHost {
  const passedOn = Object.entries(environment).filter(([name]) => PASSED_ON.test(name));
  const open = () => openLocalChannel(Object.fromEntries(passedOn));
  return new SupervisedHost({ place: PLACE, open, folder: resolve(folder), random });
}

async function openLocalChannel(env: NodeJS.ProcessEnv): Promise<Channel> {
  const child = spawn("bash", SUPERVISOR_ARGUMENTS, {
    cwd: "/",
    env,
    // A separate session: Ctrl-C reaches only the server, which then stops the script.
    detached: true,
    stdio: "pipe",
  });
  const { stdin, stdout, stderr } = child;
  stdin.on("error", () => {
    // Written to a supervisor that has ended: its exit reports why.
  });
  const destroy = () => {
    for (const stream of [stdin, stdout, stderr]) stream.destroy();
  };
  return { stdin, stdout, stderr, exit: exitOf(child), destroy };
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", (cause) => {
      const message = `${PLACE} has no bash, which all scripts need.`;
      reject(new ExecutionError("no-interpreter", message, { cause }));
    });
    child.once("exit", (code, signal) => {
      if (code !== null) resolve(code);
      else reject(new ExecutionError("lost", `${PLACE} lost the script's shell to ${signal}.`));
    });
  });
}
