import { formatVerifierKey } from "@indelible/ledger";
import { FileWitnessStore } from "./file-witness-store.ts";
import { type WatchedLog, watchedLogs } from "./watched-log.ts";
import { Witness } from "./witness.ts";
import { keptWitnessKey } from "./witness-key.ts";
import { WITNESS_LIMITS } from "./witness-limits.ts";
import { witnessListener } from "./witness-listener.ts";
import { closed, listening, witnessServer } from "./witness-server.ts";

/** The settings of a witness. */
export interface WitnessConfig {
  /**
   * Folder for the key and the state of the witness, created if missing. It is locked by one
   * process at a time.
   */
  readonly stateFolder: string;
  /** Verifier key strings (C2SP vkey) of the logs to watch; the name of each is its log's origin. */
  readonly logs: readonly string[];
  /** 8066 by default; 0 for any free port. */
  readonly port?: number | undefined;
  /** The address to listen on, 127.0.0.1 by default. */
  readonly host?: string | undefined;
  /** The witness's name, which never changes; by default `witness/` and random digits. */
  readonly name?: string | undefined;
}

/** A locked folder, until it is released. */
export interface StateFolder {
  readonly path: string;
  release(): void;
}

/** The dependencies of a witness. */
export interface WitnessSurroundings {
  /**
   * Creates a folder if missing and locks it; rejects when another process has locked it. Two
   * processes with the same state could sign two histories, so the lock must be reliable.
   */
  readonly holdFolder: (folder: string) => Promise<StateFolder>;
  readonly clock: () => Date;
  /** Cryptographically strong random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  readonly logError: (error: unknown) => void;
}

/** A running witness. */
export interface RunningWitness {
  /** Its submission and monitoring prefix, such as `http://127.0.0.1:8066`. */
  readonly address: string;
  /** Its verifier key string, for the policies of servers and readers that rely on it. */
  readonly verifierKey: string;
  /**
   * Answers the requests that have arrived, for at most 10 seconds, then releases the state folder.
   */
  stop(): Promise<void>;
}

const DEFAULT_PORT = 8066;

/**
 * Starts a witness: locks the state folder, creates the key if there is none, checks the state of
 * each log, and listens. Rejects with the error of `holdFolder`, with WitnessError `logs`, `key` or
 * `state`, with LedgerError for an invalid key of a log, or with the system's error when the port
 * is in use; the folder is then unlocked again.
 */
export async function startWitness(
  config: WitnessConfig,
  surroundings: WitnessSurroundings,
): Promise<RunningWitness> {
  const logs = watchedLogs(config.logs);
  const folder = await surroundings.holdFolder(config.stateFolder);
  try {
    return await serve(config, surroundings, logs, folder);
  } catch (error) {
    folder.release();
    throw error;
  }
}

async function serve(
  { name, port = DEFAULT_PORT, host = "127.0.0.1" }: WitnessConfig,
  { clock, random, logError }: WitnessSurroundings,
  logs: readonly WatchedLog[],
  folder: StateFolder,
): Promise<RunningWitness> {
  const key = await keptWitnessKey(folder.path, name, random);
  const witness = new Witness({ key, logs, store: new FileWitnessStore(folder.path), clock });
  await witness.checkState();
  const server = witnessServer(witnessListener(witness, logError));
  const address = await listening(server, port, host);
  const stop = async () => {
    await closed(server, WITNESS_LIMITS.stopMilliseconds);
    folder.release();
  };
  return { address, verifierKey: formatVerifierKey(key), stop };
}
