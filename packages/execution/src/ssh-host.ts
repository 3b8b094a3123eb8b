import type { Client, ClientChannel } from "ssh2";
import { type Channel, SUPERVISOR_ARGUMENTS } from "./channel.ts";
import { ExecutionError } from "./execution-error.ts";
import type { ScriptHost } from "./script-host.ts";
import { connectSsh } from "./ssh-client.ts";
import { placeOf, type SshTarget } from "./ssh-target.ts";
import { SupervisedHost } from "./supervised-host.ts";

/** The dependencies of a connection. */
export interface SshHostOptions {
  /** Cryptographically strong random bytes. */
  readonly random: (bytes: number) => Uint8Array;
}

/** Below the home folder of the account. */
const FOLDER = ".indelible/runs";

/** Quoted so that all login shells read it in the same way. */
const COMMAND = `bash ${SUPERVISOR_ARGUMENTS.map((argument) => `'${argument}'`).join(" ")}`;

/**
 * Connects to an SSH target; the connection stays open until the host is closed. ExecutionError
 * `host-key`, `unreachable` or `authentication`; runs fail with `lost` if the connection breaks.
 */
export async function openSshHost(
  target: SshTarget,
  { random }: SshHostOptions,
): Promise<ScriptHost> {
  const client = await connectSsh(target);
  const place = placeOf(target);
  const closed = new Promise<void>((resolve) => client.once("close", resolve));
  const open = () => openSshChannel(client, place, closed);
  const disconnect = () => {
    client.destroy();
    return closed;
  };
  return new SupervisedHost({ place, open, folder: FOLDER, random, disconnect });
}

function openSshChannel(client: Client, place: string, closed: Promise<void>): Promise<Channel> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: unknown) => {
      const message = `${place} did not open a session for the script.`;
      reject(new ExecutionError("lost", message, { cause }));
    };
    try {
      client.exec(COMMAND, (error, stream) => {
        if (error === undefined) resolve(channelOf(stream, place, closed));
        else refuse(error);
      });
    } catch (cause) {
      // Thrown if the connection is already closed.
      refuse(cause);
    }
  });
}

function channelOf(stream: ClientChannel, place: string, closed: Promise<void>): Channel {
  const exit = new Promise<number>((resolve, reject) => {
    const lose = (message: string) => reject(new ExecutionError("lost", message));
    stream.once("exit", (code: number | null, signal?: string) => {
      if (code !== null) resolve(code);
      else lose(`${place} lost the script's shell to ${signal}.`);
    });
    stream.once("close", () => lose(`${place} closed the script's session.`));
    void closed.then(() => lose(`The connection to ${place} was lost.`));
  });
  stream.on("error", () => {
    // Written to a session that has ended: its exit reports why.
  });
  return {
    stdin: stream,
    stdout: stream,
    stderr: stream.stderr,
    exit,
    destroy: () => stream.destroy(),
  };
}
