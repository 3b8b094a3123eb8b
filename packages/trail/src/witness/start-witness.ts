import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import {
  createVerifier,
  formatSignerKey,
  formatVerifierKey,
  newSignerKey,
  parseSignerKey,
  parseVerifierKey,
  type SignerKey,
} from "@indelible/ledger";
import { holdDataFolder } from "../data-folder/hold-data-folder.ts";
import { TrailError } from "../errors.ts";
import { FileWitnessStore } from "./file-witness-store.ts";
import { Witness } from "./witness.ts";
import { witnessListener } from "./witness-listener.ts";

/** What `indelible witness` is told. */
export interface WitnessConfig {
  /** Folder of the witness's key and memory; made when missing. One process at a time holds it. */
  readonly stateFolder: string;
  /** Verifier key strings (C2SP vkey) of the logs to watch, each named like its log's origin. */
  readonly logs: readonly string[];
  /** 8066 unless told; 0 takes any that is free. */
  readonly port?: number | undefined;
  /** The address to listen on, 127.0.0.1 unless told. */
  readonly host?: string | undefined;
  /** The witness's name, once and for all; `witness/` and random digits unless told. */
  readonly name?: string | undefined;
}

/** The world outside, as a witness needs it. */
export interface WitnessSurroundings {
  readonly clock: () => Date;
  /** Cryptographically strong random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  readonly logError: (error: unknown) => void;
}

/** A witness that listens. */
export interface RunningWitness {
  /** Its submission and monitoring prefix, such as `http://127.0.0.1:8066`. */
  readonly address: string;
  /** Its verifier key string, for the policies of those who rely on it. */
  readonly verifierKey: string;
  stop(): Promise<void>;
}

const DEFAULT_PORT = 8066;
const SEED_BYTES = 32;
const NAME_BYTES = 6;

/**
 * Starts the witness process: takes the state folder, makes the key when there is none, and listens.
 * DataFolderError when another process holds the folder; TrailError `input` when the key has
 * another name or no log is named; LedgerError for a log's key that cannot be read; the system's
 * error when the port is taken.
 */
export async function startWitness(
  config: WitnessConfig,
  surroundings: WitnessSurroundings,
): Promise<RunningWitness> {
  const logs = watchedLogs(config.logs);
  const folder = await holdDataFolder(config.stateFolder);
  const key = await keptWitnessKey(folder.path, config.name, surroundings.random);
  const { clock, logError } = surroundings;
  const witness = new Witness({ key, logs, store: new FileWitnessStore(folder.path), clock });
  const server = createServer(witnessListener(witness, logError));
  const address = await listening(server, config.port ?? DEFAULT_PORT, config.host ?? "127.0.0.1");
  const stop = async () => {
    await closed(server);
    folder.release();
  };
  return { address, verifierKey: formatVerifierKey(key), stop };
}

/** Keys of one name are keys of one log, as while it changes its key. */
function watchedLogs(texts: readonly string[]) {
  const keys = texts.map(parseVerifierKey);
  if (keys.length === 0)
    throw new TrailError("input", "A witness needs the key of at least one log.");
  if (keys.some(({ type }) => type !== "note")) {
    throw new TrailError(
      "input",
      "A log signs with a key of type 01; a witness's key (04) was given.",
    );
  }
  return [...new Set(keys.map(({ name }) => name))].map((origin) => ({
    origin,
    verifiers: keys.filter(({ name }) => name === origin).map((key) => createVerifier(key)),
  }));
}

/** The key of the state folder's `witness.key`, readable by its owner only; made when missing. */
async function keptWitnessKey(
  folder: string,
  name: string | undefined,
  random: (bytes: number) => Uint8Array,
): Promise<SignerKey> {
  const path = join(folder, "witness.key");
  const freshName = name ?? `witness/${Buffer.from(random(NAME_BYTES)).toString("hex")}`;
  const fresh = await newSignerKey(freshName, "cosignature", random(SEED_BYTES));
  try {
    writeFileSync(path, `${formatSignerKey(fresh)}\n`, { flag: "wx", mode: 0o600, flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const key = await parseSignerKey(readFileSync(path, "utf8").trim());
  if (key.type === "cosignature" && key.name === (name ?? key.name)) return key;
  throw new TrailError(
    "input",
    `${path} holds the key of '${key.name}', not a witness's key of '${name}'.`,
  );
}

function listening(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      const taken = typeof address === "object" && address !== null ? address.port : port;
      resolve(`http://${host.includes(":") ? `[${host}]` : host}:${taken}`);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeIdleConnections();
  });
}
