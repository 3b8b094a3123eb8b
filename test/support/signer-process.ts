import { startCliProcess } from "./cli-process.ts";

/** A signer in a separate process. */
export interface SignerProcess {
  readonly verifierKey: string;
  /** Kills it without a clean shutdown, and waits until it has ended. */
  kill(): Promise<void>;
}

/** How to start a signer. */
export interface SignerProcessOptions {
  readonly state: string;
  readonly origin: string;
  readonly socket: string;
  readonly successor?: string;
}

/** Starts `indelible signer`; it is killed, if it still runs, when the current test ends. */
export async function startSignerProcess(options: SignerProcessOptions): Promise<SignerProcess> {
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const pattern = /^Listening at unix:\S+\nVerifier key (\S+)\n/;
  const { found, kill } = await startCliProcess(["signer", ...flags], pattern);
  return { verifierKey: found[0] ?? "", kill };
}
