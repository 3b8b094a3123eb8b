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
import { formatVerifierKey, type Policy } from "@indelible/ledger";
import {
  keyRingSealer,
  type Loop,
  startLoop,
  startSequencerLoop,
  startVerifierLoop,
  startWitnessLoop,
} from "@indelible/trail";
import type { FastifyBaseLogger } from "fastify";
import type { FirstStart } from "./bootstrap.ts";
import type { Config } from "./config.ts";
import { type Installation, openInstallation } from "./installation.ts";
import { openLedgerKeys } from "./ledger-keys.ts";
import { listen } from "./listen.ts";
import { availabilityTo, errorsTo } from "./logger.ts";
import { type Operator, startAct } from "./operator.ts";
import type { Server, ServerOptions } from "./server.ts";
import { ServerLife } from "./server-life.ts";
import { serverNodeBody } from "./server-node-body.ts";
import { unrecordedStarts } from "./unrecorded-starts.ts";
import { readWitnessPolicy } from "./witness-policy.ts";

/** Dependencies that the program passes to a server. */
export interface StartOptions {
  readonly clock: () => Date;
  /** The user who starts the server, for the events of its start and stop. */
  readonly operator: Operator;
  /** Receives unexpected errors, and warnings about problems that the operator should fix. */
  readonly log: FastifyBaseLogger;
  /**
   * Whether to run the background loops: the sequencer, verification, witnesses, tasks and those of features.
   * Default: true.
   */
  readonly worksInBackground?: boolean;
  /**
   * Called once in the life of an installation, with the credentials of its administrator, before
   * anything that may fail: nothing else shows them.
   */
  readonly onFirstStart?: (firstStart: FirstStart) => void;
}

/** A server that listens. */
export interface RunningServer extends Server {
  /** Such as `http://127.0.0.1:8065`. */
  readonly address: string;
  /**
   * Finishes open requests, records the stop, proves all events, closes the database and releases the
   * data folder. `reason` completes the sentence of the event: `by SIGTERM`.
   */
  stop(reason?: string): Promise<void>;
}

type Random = (bytes: number) => Uint8Array;

const NODE_DIGITS = 8;
const LATE_START_MILLISECONDS = 60_000;
const PORTAL_FOLDER = fileURLToPath(new URL("../../../portal/dist", import.meta.url));

/**
 * Opens the installation, records the start and listens. Fails with `DataFolderError` when another
 * server uses the folder, with TrailError `secret` when the master key belongs to another
 * installation and `unavailable` when the database cannot be used, and with `ConfigError` when the
 * port cannot.
 */
export async function startServer(config: Config, options: StartOptions): Promise<RunningServer> {
  const witnessPolicy = readWitnessPolicy(config.witnessPolicyFile);
  const [installation, { createServer }] = await Promise.all([
    openInstallation(config, {
      clock: options.clock,
      onAvailability: availabilityTo(options.log),
      statementMilliseconds: config.databaseTimeoutSeconds * 1_000,
    }),
    // Nearly all code of the server: loaded while the embedded database is compiled.
    import("./server.ts"),
  ]);
  try {
    const started = await record(config, options, { installation, createServer, witnessPolicy });
    return await work(config, options, started);
  } catch (error) {
    await installation.close();
    throw error;
  }
}

interface Opened {
  readonly installation: Installation;
  readonly createServer: (options: ServerOptions) => Promise<Server>;
  readonly witnessPolicy: Policy;
}

/** A server whose start is recorded, and that does not work yet. */
interface Recorded {
  readonly installation: Installation;
  readonly server: Server;
  readonly life: ServerLife;
}

/** Creates the server and records its start. */
async function record(config: Config, options: StartOptions, opened: Opened): Promise<Recorded> {
  const { installation, createServer, witnessPolicy } = opened;
  const { folder, database, keys } = installation;
  const { clock } = options;
  const random = (bytes: number) => randomBytes(bytes);
  const ledgerKeys = await openLedgerKeys(config, database, { folder, random, clock });
  const sealer = keyRingSealer(keys.ring, random);
  const node = nodeName(keptKey(folder, "node.key", random));
  const server = await createServer({
    ...config,
    ...options,
    database,
    ledgerKeys,
    checkpointStore: keptCheckpoint(folder),
    verifierStore: keptVerifierState(folder),
    sealer,
    definitions: DOCUMENT_DEFINITIONS,
    actionKinds: ACTION_KINDS,
    witnessPolicy,
    random,
    newUuid: randomUUID,
    portalFolder: existsSync(PORTAL_FOLDER) ? PORTAL_FOLDER : undefined,
    scriptHost: config.runsOnServer ? ownHost(config, folder, random) : undefined,
    node,
  });
  if (server.firstStart !== undefined) options.onFirstStart?.(server.firstStart);
  for (const warning of server.warnings) options.log.warn(warning);
  const verifierKeys = server.keyChain.map(({ key }) => formatVerifierKey(key));
  const life = new ServerLife({
    trail: server.trail,
    clock,
    body: serverNodeBody({ config, witnessPolicy, sealer, name: node, verifierKeys }),
    act: startAct(options.operator, randomUUID()),
    unrecorded: unrecordedStarts(folder),
  });
  await life.start();
  return { installation, server, life };
}

/** Starts the background loops and listens. */
async function work(
  config: Config,
  options: StartOptions,
  { installation, server, life }: Recorded,
): Promise<RunningServer> {
  const isWorking = options.worksInBackground ?? true;
  // What a crash left unproved, and what this start recorded.
  if (isWorking) await server.sequencer.drain();
  const loops = isWorking ? startLoops(server, life, options) : [];
  const end = async (reason = "in order") => {
    await server.app.close();
    for (const loop of loops) await loop.stop();
    await logged(options, "recording the stop", life.stop(reason));
    // An unreachable database must not prevent a stop: the next start proves the rest.
    if (isWorking) await logged(options, "the last batch of the ledger", server.sequencer.drain());
  };
  const stop = async (reason?: string) => {
    await end(reason);
    await installation.close();
  };
  try {
    return { ...server, address: await listen(server.app, config), stop };
  } catch (error) {
    await end("because it could not listen");
    throw error;
  }
}

/** Starts the background loops, in the order in which they are stopped. */
function startLoops(server: Server, life: ServerLife, options: StartOptions): Loop[] {
  const logError = errorsTo(options.log);
  return [
    server.tasks.start(),
    ...server.loops.map(({ occasion, start }) => start((error) => logError(error, occasion))),
    startLoop(
      LATE_START_MILLISECONDS,
      () => life.recordLateStart().then(() => false),
      (error) => logError(error, "recording the start"),
    ),
    startVerifierLoop(server.verifier, (error) =>
      logError(error, "the verification of the ledger"),
    ),
    startWitnessLoop(server.witnessRound, (error) => logError(error, "the witnesses")),
    startSequencerLoop(server.sequencer, (error) => logError(error, "the sequencer")),
  ];
}

async function logged({ log }: StartOptions, occasion: string, work: Promise<unknown>) {
  await work.catch((error: unknown) => errorsTo(log)(error, occasion));
}

function ownHost({ environment }: Config, folder: string, random: Random): ScriptHost {
  return localHost({ folder: join(folder, "runs"), environment, random });
}

/** A name from the host and the data folder, which no other server can use at the same time. */
function nodeName(key: Uint8Array): string {
  return `${hostname()}-${Buffer.from(key).toString("hex").slice(0, NODE_DIGITS)}`;
}
