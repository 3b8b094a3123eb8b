import { startCliProcess } from "./cli-process.ts";

/** A witness in a separate process, on the loopback address. */
export interface WitnessProcess {
  readonly address: string;
  readonly verifierKey: string;
  /** Kills it without a clean shutdown, and waits until it has ended. */
  kill(): Promise<void>;
  /** Resolves when it has ended. */
  readonly ended: Promise<unknown>;
}

/**
 * Starts `indelible witness` over a state folder; it is killed, if it still runs, when the current test ends.
 *
 * @param logKeys verifier keys of the logs that it watches
 * @param port 0 for any that is free
 * @param nodeArguments arguments for Node.js itself
 */
export async function startWitnessProcess(
  stateFolder: string,
  logKeys: string | readonly string[],
  port = 0,
  nodeArguments: readonly string[] = [],
): Promise<WitnessProcess> {
  const args = ["witness", "--state", stateFolder, "--log", ...[logKeys].flat()];
  const pattern = /^Listening at (\S+)\nVerifier key (\S+)\n/;
  const started = await startCliProcess([...args, "--port", String(port)], pattern, nodeArguments);
  const [address = "", verifierKey = ""] = started.found;
  return { address, verifierKey, kill: started.kill, ended: started.ended };
}
