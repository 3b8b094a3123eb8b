import { randomBytes, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import {
  keptKey,
  keyRingSealer,
  type Loop,
  startSequencerLoop,
  startWitnessLoop,
} from "@indelible/trail";
import { startExpiryLoop } from "../certificates/record-expiries.ts";
import type { Config } from "../config.ts";
import { createServer, type Server } from "../server.ts";
import { openInstallation } from "./installation.ts";
import { readWitnessPolicy } from "./witness-policy.ts";

/** What only the program that starts a server can give it. */
export interface StartOptions {
  readonly clock: () => Date;
  /** Told of every unexpected error, and what was going on when it came. */
  readonly logError: (error: unknown, occasion: string) => void;
  /** Told once of each thing about the installation that its operator should put right. */
  readonly logWarning?: (warning: string) => void;
  /** Whether events get their places in the ledger while it runs; yes unless told. */
  readonly sequences?: boolean;
}

/** A server that listens. */
export interface RunningServer extends Server {
  /** Such as `http://127.0.0.1:8065`. */
  readonly address: string;
  /** Answers what has been asked, closes the database and frees the data folder. */
  stop(): Promise<void>;
}

const PORTAL_FOLDER = fileURLToPath(new URL("../../../portal/dist", import.meta.url));

/**
 * Opens the installation and listens. Fails with `DataFolderError` when another server holds the
 * folder, with TrailError `secret` when the master key is another's, and with the system's error when
 * the port is taken.
 */
export async function startServer(config: Config, options: StartOptions): Promise<RunningServer> {
  const witnessPolicy = readWitnessPolicy(config.witnessPolicyFile);
  const { folder, database, keys, close } = await openInstallation(config, {
    onIdleError: (error) => options.logError(error, "an idle database connection"),
  });
  const random = (bytes: number) => randomBytes(bytes);
  let loop: Loop | undefined;
  const server = await createServer({
    ...config,
    ...options,
    database,
    ledgerSeed: keptKey(folder, "ledger.key", random),
    sealer: keyRingSealer(keys.ring, random),
    definitions: DOCUMENT_DEFINITIONS,
    witnessPolicy,
    random,
    newUuid: randomUUID,
    portalFolder: existsSync(PORTAL_FOLDER) ? PORTAL_FOLDER : undefined,
  });
  for (const warning of server.warnings) options.logWarning?.(warning);
  if (options.sequences ?? true) {
    loop = startSequencerLoop(server.sequencer, (error) =>
      options.logError(error, "the sequencer"),
    );
  }
  const witnessLoop = startWitnessLoop(server.witnesses, (error) =>
    options.logError(error, "the witnesses"),
  );
  const expiryLoop = startExpiryLoop(
    { trail: server.trail, database, clock: options.clock, newUuid: randomUUID },
    (error) => options.logError(error, "the expiry of certificates"),
  );
  const address = await server.app.listen({ port: config.port, host: config.host });
  const stop = async () => {
    await server.app.close();
    await loop?.stop();
    await witnessLoop.stop();
    await expiryLoop.stop();
    await close();
  };
  return { ...server, address, stop };
}
