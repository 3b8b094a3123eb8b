import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { type Channel, SUPERVISOR_ARGUMENTS } from "./channel.ts";
import { ExecutionError } from "./execution-error.ts";
import type { ScriptHost } from "./script-host.ts";
import { SupervisedHost } from "./supervised-host.ts";

/** The server's own machine, as a place for scripts. */
export interface LocalHostOptions {
  /** The folder for working folders; made when missing. */
  readonly folder: string;
  /** The server's environment; scripts get only what every program needs of it, never a setting. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Cryptographically strong random bytes. */
  readonly random: (bytes: number) => Uint8Array;
}

const PLACE = "The server";

/** What of the server's environment is no secret and no setting of the server. */
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
    // A session of its own: the keyboard's signals reach the server only, which then stops it.
    detached: true,
    stdio: "pipe",
  });
  const { stdin, stdout, stderr } = child;
  stdin.on("error", () => {
    // Written to a supervisor that has ended: its exit says why.
  });
  const destroy = () => {
    for (const stream of [stdin, stdout, stderr]) stream.destroy();
  };
  return { stdin, stdout, stderr, exit: exitOf(child), destroy };
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", (cause) => {
      const message = `${PLACE} has no bash, which every script needs.`;
      reject(new ExecutionError("no-interpreter", message, { cause }));
    });
    child.once("exit", (code, signal) => {
      if (code !== null) resolve(code);
      else reject(new ExecutionError("lost", `${PLACE} lost the script's shell to ${signal}.`));
    });
  });
}
