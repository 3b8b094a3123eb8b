import { randomBytes } from "node:crypto";
import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import {
  masterKeySealer,
  migrate,
  sha256Hex,
  Trail,
  trailMigrations,
  WrittenEvents,
} from "@indelible/trail";
import { processorMs } from "./machine.mjs";

/** @import { Act, Database } from "@indelible/trail" */

/** @type {Act} The actor of all events of a measurement. */
export const act = {
  actor: {
    userId: "Users-1",
    username: "alice",
    isService: false,
    identityEstablishedWith: "Session cookie",
    userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0",
    ipAddress: "192.0.2.1",
    apiKeyId: null,
    apiKeyHint: null,
  },
  correlationId: "01J0000000000000000000000",
};

/** More than a measurement records before it runs a sequencer. */
const WRITTEN_MAX = 200_000;

/**
 * A trail with the document types of Indelible, its sealer, and the events that it writes.
 *
 * @param {Database} database an empty one
 */
export async function openTrail(database) {
  await migrate(database, "trail", trailMigrations(), sha256Hex);
  const sealer = masterKeySealer(randomBytes(32), randomBytes);
  const written = new WrittenEvents(WRITTEN_MAX);
  const trail = new Trail({
    database,
    types: DOCUMENT_DEFINITIONS,
    sealer,
    clock: () => new Date(),
    random: randomBytes,
    sha256: sha256Hex,
    written,
  });
  return { trail, sealer, written };
}

/**
 * Does some work, and returns the processor time it took in this process and in a database server,
 * in milliseconds.
 *
 * @template Result
 * @param {number} postgres process id of the server
 * @param {() => Promise<Result>} work
 */
export async function withProcessorTime(postgres, work) {
  const [before, server] = [process.cpuUsage(), processorMs(postgres)];
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  const ms = { client: (user + system) / 1_000, postgres: processorMs(postgres) - server };
  return { result, ms };
}
