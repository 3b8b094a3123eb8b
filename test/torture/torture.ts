import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Database, documentType, openPostgres, type Trail } from "@indelible/trail";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { ALICE, testTrail } from "../support/trail.ts";
import { numbersFrom } from "./random.ts";

/** Options of a torture run. */
export interface TortureOptions {
  readonly url: string;
  readonly seconds: number;
  /** Connections that commit without pause. */
  readonly connections: number;
  /** Determines when which sequencer is killed, and how. */
  readonly seed: number;
  /** The origin of the ledger and the seed of its key in hexadecimal. */
  readonly origin: string;
  readonly keySeed: string;
}

/** The result of a torture run. */
export interface TortureOutcome {
  /** Events whose commits were acknowledged. */
  readonly committed: number;
  /** Sequencer processes ended by SIGKILL. */
  readonly kills: number;
  /** Database connections of sequencers cut by the database. */
  readonly cuts: number;
}

const SEQUENCERS = 2;
const APPLICATION = "torture-sequencer";
const PAUSE_MAX_MS = 700;
const PROGRAM = fileURLToPath(new URL("sequencer-process.mjs", import.meta.url));
const CUT = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${APPLICATION}'`;

const thing = documentType({ prefix: "Things", label: "Thing" });

/**
 * Commits on many connections while the sequencers, each in a separate process, are killed or lose
 * their connections at random times, and are restarted immediately.
 */
export async function torture(options: TortureOptions): Promise<TortureOutcome> {
  const { url, connections } = options;
  const database = openPostgres({ url, connectionsMax: connections });
  // The connection that kills must not queue behind the commits.
  const apart = openPostgres({ url, connectionsMax: 1 });
  const deadline = performance.now() + options.seconds * 1_000;
  const isOver = () => performance.now() > deadline;
  try {
    const trail = testTrail(database, [thing], () => new Date());
    const committing = Array.from({ length: connections }, () => commitUntil(trail, isOver));
    const striking = strikeUntil(options, apart, isOver);
    const counts = await Promise.all(committing);
    return { committed: counts.reduce((sum, count) => sum + count, 0), ...(await striking) };
  } finally {
    await apart.close();
    await database.close();
  }
}

async function commitUntil(trail: Trail, isOver: () => boolean): Promise<number> {
  let committed = 0;
  while (!isOver()) {
    const count = 1 + (committed % 3);
    const snapshot = await trail.read({ newIds: { Things: count }, events: count });
    const changes = Array.from({ length: count }, () => {
      const id = snapshot.takeId("Things");
      return { kind: "create" as const, type: thing, id, spaceId: null, body: { Name: id } };
    });
    const { events } = await trail.commit(ALICE, snapshot, changes);
    committed += events.length;
  }
  return committed;
}

async function strikeUntil(options: TortureOptions, database: Database, isOver: () => boolean) {
  const random = numbersFrom(options.seed);
  const folders = Array.from({ length: SEQUENCERS }, () => temporaryDirectory());
  const sequencers = folders.map((folder) => startSequencer(options, folder));
  let kills = 0;
  let cuts = 0;
  while (!isOver() || kills + cuts === 0) {
    await delay(random() * PAUSE_MAX_MS);
    const victim = Math.floor(random() * SEQUENCERS);
    if (random() < 0.5) {
      await kill(sequencers[victim]);
      sequencers[victim] = startSequencer(options, folders[victim] ?? "");
      kills += 1;
    } else {
      cuts += (await database.query({ name: "", text: CUT }, [])).length;
    }
  }
  await Promise.all(sequencers.map(kill));
  return { kills, cuts };
}

/** A sequencer that continues from what another kept in its folder, like a restarted server. */
function startSequencer(options: TortureOptions, folder: string): ChildProcess {
  const { url, origin, keySeed } = options;
  const named = new URL(url);
  named.searchParams.set("application_name", APPLICATION);
  const stdio = ["ignore", "ignore", "inherit"] as const;
  return spawn(process.execPath, [PROGRAM, named.href, origin, keySeed, folder], {
    stdio: [...stdio],
  });
}

async function kill(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}
