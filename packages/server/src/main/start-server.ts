import { randomBytes, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { keptCheckpoint, keptKey, keptVerifierState } from "@indelible/data-folder";
import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import { ACTION_KINDS } from "@indelible/engine";
import type { ScriptHost } from "@indelible/execution";
import { localHost } from "@indelible/execution";
import {
  keyRingSealer,
  type Loop,
  startSequencerLoop,
  startVerifierLoop,
  startWitnessLoop,
} from "@indelible/trail";
import type { FastifyBaseLogger } from "fastify";
import type { Config } from "./config.ts";
import { openInstallation } from "./installation.ts";
import { ledgerSeedOf } from "./ledger-keys.ts";
import { errorsTo } from "./logger.ts";
import type { Server } from "./server.ts";
import { readWitnessPolicy } from "./witness-policy.ts";

/** Dependencies that the program passes to a server. */
export interface StartOptions {
  readonly clock: () => Date;
  /** Receives unexpected errors, and warnings about problems that the operator should fix. */
  readonly log: FastifyBaseLogger;
  /**
   * Whether to run the background loops: the sequencer, verification, witnesses, tasks and those of features.
   * Default: true.
   */
  readonly worksInBackground?: boolean;
}

/** A server that listens. */
export interface RunningServer extends Server {
  /** Such as `http://127.0.0.1:8065`. */
  readonly address: string;
  /** Finishes open requests, proves all events, closes the database and releases the data folder. */
  stop(): Promise<void>;
}

type Random = (bytes: number) => Uint8Array;

const NODE_DIGITS = 8;
const PORTAL_FOLDER = fileURLToPath(new URL("../../../portal/dist", import.meta.url));

/**
 * Opens the installation and listens. Fails with `DataFolderError` when another server uses the
 * folder, with TrailError `secret` when the master key belongs to another installation, and with a
 * system error when the port is in use.
 */
export async function startServer(config: Config, options: StartOptions): Promise<RunningServer> {
  const witnessPolicy = readWitnessPolicy(config.witnessPolicyFile);
  const [{ folder, database, keys, close }, { createServer }] = await Promise.all([
    openInstallation(config, {
      clock: options.clock,
      onIdleError: (error) => options.log.error(error, "an idle database connection"),
    }),
    // Nearly all code of the server: loaded while the embedded database is compiled.
    import("./server.ts"),
  ]);
  const random = (bytes: number) => randomBytes(bytes);
  const server = await createServer({
    ...config,
    ...options,
    database,
    ledgerSeed: ledgerSeedOf(config, folder, random),
    checkpointStore: keptCheckpoint(folder),
    verifierStore: keptVerifierState(folder),
    sealer: keyRingSealer(keys.ring, random),
    definitions: DOCUMENT_DEFINITIONS,
    actionKinds: ACTION_KINDS,
    witnessPolicy,
    random,
    newUuid: randomUUID,
    portalFolder: existsSync(PORTAL_FOLDER) ? PORTAL_FOLDER : undefined,
    scriptHost: config.runsOnServer ? ownHost(config, folder, random) : undefined,
    node: nodeName(keptKey(folder, "node.key", random)),
  }).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  for (const warning of server.warnings) options.log.warn(warning);
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

/** Starts the background loops, in the order in which they are stopped. */
function startLoops(server: Server, options: StartOptions): Loop[] {
  const logError = errorsTo(options.log);
  return [
    server.tasks.start(),
    ...server.loops.map(({ occasion, start }) => start((error) => logError(error, occasion))),
    startVerifierLoop(server.verifier, (error) =>
      logError(error, "the verification of the ledger"),
    ),
    startWitnessLoop(server.witnesses, (error) => logError(error, "the witnesses")),
    startSequencerLoop(server.sequencer, (error) => logError(error, "the sequencer")),
  ];
}

/** An unreachable database must not prevent a stop: the next start proves the rest. */
async function proveTheRest({ sequencer }: Server, { log }: StartOptions): Promise<void> {
  try {
    await sequencer.drain();
  } catch (error) {
    errorsTo(log)(error, "the last batch of the ledger");
  }
}

function ownHost({ environment }: Config, folder: string, random: Random): ScriptHost {
  return localHost({ folder: join(folder, "runs"), environment, random });
}

/** A name from the host and the data folder, which no other server can use at the same time. */
function nodeName(key: Uint8Array): string {
  return `${hostname()}-${Buffer.from(key).toString("hex").slice(0, NODE_DIGITS)}`;
}
