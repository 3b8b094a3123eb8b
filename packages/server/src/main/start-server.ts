import { randomBytes, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { keptCheckpoint, keptKey, readKeyFile } from "@indelible/data-folder";
import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import type { ScriptHost } from "@indelible/execution";
import { localHost } from "@indelible/execution";
import { keyRingSealer, type Loop, startSequencerLoop, startWitnessLoop } from "@indelible/trail";
import type { Config } from "./config.ts";
import { openInstallation } from "./installation.ts";
import type { Server } from "./server.ts";
import { readWitnessPolicy } from "./witness-policy.ts";

/** What only the program that starts a server can give it. */
export interface StartOptions {
  readonly clock: () => Date;
  /** Told of every unexpected error, and what was going on when it came. */
  readonly logError: (error: unknown, occasion: string) => void;
  /** Told once of each thing about the installation that its operator should put right. */
  readonly logWarning?: (warning: string) => void;
  /** Whether events get their places in the ledger, and tasks run, while it does; yes unless told. */
  readonly worksInBackground?: boolean;
}

/** A server that listens. */
export interface RunningServer extends Server {
  /** Such as `http://127.0.0.1:8065`. */
  readonly address: string;
  /** Answers what has been asked, proves it, closes the database and frees the data folder. */
  stop(): Promise<void>;
}

type Random = (bytes: number) => Uint8Array;

const NODE_DIGITS = 8;
const PORTAL_FOLDER = fileURLToPath(new URL("../../../portal/dist", import.meta.url));

/**
 * Opens the installation and listens. Fails with `DataFolderError` when another server holds the
 * folder, with TrailError `secret` when the master key is another's, and with the system's error when
 * the port is taken.
 */
export async function startServer(config: Config, options: StartOptions): Promise<RunningServer> {
  const witnessPolicy = readWitnessPolicy(config.witnessPolicyFile);
  const [{ folder, database, keys, close }, { createServer }] = await Promise.all([
    openInstallation(config, {
      onIdleError: (error) => options.logError(error, "an idle database connection"),
    }),
    // Nearly all of the server: it is loaded while the embedded database is compiled beside.
    import("./server.ts"),
  ]);
  const random = (bytes: number) => randomBytes(bytes);
  const server = await createServer({
    ...config,
    ...options,
    database,
    ledgerSeed:
      config.ledgerKeyFile === undefined
        ? keptKey(folder, "ledger.key", random)
        : readKeyFile(config.ledgerKeyFile),
    checkpointKeeper: keptCheckpoint(folder),
    sealer: keyRingSealer(keys.ring, random),
    definitions: DOCUMENT_DEFINITIONS,
    witnessPolicy,
    random,
    newUuid: randomUUID,
    portalFolder: existsSync(PORTAL_FOLDER) ? PORTAL_FOLDER : undefined,
    scriptHost: config.runsOnServer ? ownHost(config, folder, random) : undefined,
    node: nodeName(keptKey(folder, "node.key", random)),
  });
  for (const warning of server.warnings) options.logWarning?.(warning);
  const isWorking = options.worksInBackground ?? true;
  // What a crash left unproved, and what this start recorded.
  if (isWorking) await server.sequencer.drain();
  const loops = isWorking ? startLoops(server, options) : [];
  const address = await server.app.listen({ port: config.port, host: config.host });
  const stop = async () => {
    await server.app.close();
    for (const loop of loops) await loop.stop();
    if (isWorking) await proveTheRest(server, options);
    await close();
  };
  return { ...server, address, stop };
}

/** What goes on while a server listens, in the order in which it is to end. */
function startLoops(server: Server, options: StartOptions): Loop[] {
  const { logError } = options;
  return [
    server.tasks.start(),
    ...server.loops.map(({ occasion, start }) => start((error) => logError(error, occasion))),
    startWitnessLoop(server.witnesses, (error) => logError(error, "the witnesses")),
    startSequencerLoop(server.sequencer, (error) => logError(error, "the sequencer")),
  ];
}

/** A database that is gone must not keep a server from stopping: the next start proves the rest. */
async function proveTheRest({ sequencer }: Server, { logError }: StartOptions): Promise<void> {
  try {
    await sequencer.drain();
  } catch (error) {
    logError(error, "the last batch of the ledger");
  }
}

function ownHost({ environment }: Config, folder: string, random: Random): ScriptHost {
  return localHost({ folder: join(folder, "runs"), environment, random });
}

/** A server is known by its machine and its data folder, which no other server can hold. */
function nodeName(key: Uint8Array): string {
  return `${hostname()}-${Buffer.from(key).toString("hex").slice(0, NODE_DIGITS)}`;
}
