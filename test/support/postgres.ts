import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chownSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { requirePostgres } from "../../scripts/prepare/postgres.mjs";
import { freePort } from "./free-port.ts";

declare module "vitest" {
  interface ProvidedContext {
    /**
     * The superuser's URL of the run's PostgreSQL, over TCP. It may still be starting:
     * {@link createDatabase} waits for it.
     */
    postgresUrl: string;
    /** The same through its Unix socket, which takes a third of the time. */
    postgresSocketUrl: string;
  }
}

/** A temporary PostgreSQL server. */
export interface Cluster {
  /** The superuser's URL of the database `postgres`, on the loopback address. */
  url: string;
  /** The same through a Unix socket that only this user and the server's user can open. */
  socketUrl: string;
  /** Stops the server and removes its directory. */
  stop(): Promise<void>;
}

/** A database of one test. */
export interface TestDatabase {
  /** The superuser's URL of the database. */
  url: string;
  /** Removes the database, closing connections left open. */
  drop(): Promise<void>;
}

/** The longest a cluster may take to start on a busy machine. */
const startLimitMs = 30_000;

const pollMs = 50;

/**
 * Vitest's global set-up: one cluster per run. It starts in parallel with the tests, so tests
 * without a database do not wait.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startCluster();
  project.provide("postgresUrl", cluster.url);
  project.provide("postgresSocketUrl", cluster.socketUrl);
  return () => cluster.stop();
}

/**
 * Starts a PostgreSQL server in a new temporary directory, without durability, and returns before
 * it is ready. The server ends with this process even when the process is killed; see
 * postgres-watchdog.sh.
 *
 * @throws SetupError when no PostgreSQL can be found
 */
export async function startCluster(): Promise<Cluster> {
  const bin = requirePostgres();
  const port = await freePort();
  const password = randomBytes(16).toString("hex");
  const account =
    process.getuid?.() === 0 ? unprivilegedAccount(readFileSync("/etc/passwd", "utf8")) : {};
  const home = makeHome(password, account);
  const script = fileURLToPath(new URL("postgres-watchdog.sh", import.meta.url));
  const watchdog = spawn("/bin/sh", [script, bin, home, String(port)], {
    ...account,
    cwd: home,
    // A separate process group: Ctrl-C reaches only the test run, which then closes the watchdog's
    // input.
    detached: true,
    stdio: ["pipe", "ignore", "inherit"],
  });
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    socketUrl: `postgres://postgres@${encodeURIComponent(home)}:${port}/postgres`,
    stop: () => stopWatchdog(watchdog),
  };
}

/**
 * Creates a database with a unique name, after waiting for the server to start.
 *
 * @param url the superuser's URL of any database of the server, such as `inject("postgresUrl")`
 * @param options.template the name of a database to copy; it must have no connections
 * @throws the driver's error when the server cannot be reached within 30 seconds
 */
export async function createDatabase(
  url: string,
  options: { template?: string } = {},
): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const template = pg.escapeIdentifier(options.template ?? "template1");
  // Copying files is cheap without durability; logging all their pages is not.
  await execute(url, `create database ${name} template ${template} strategy file_copy`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return {
    url: own.href,
    drop: () => execute(url, `drop database if exists ${name} with (force)`),
  };
}

/** The account of a passwd file that may run a server: `postgres`, else `nobody`. */
export function unprivilegedAccount(passwd: string): { uid?: number; gid?: number } {
  const accounts = passwd.split("\n").map((line) => line.split(":"));
  for (const wanted of ["postgres", "nobody"]) {
    const [, , uid, gid] = accounts.find(([name]) => name === wanted) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  return {};
}

function makeHome(password: string, account: { uid?: number; gid?: number }): string {
  const home = mkdtempSync(join(tmpdir(), "indelible-postgres-"));
  const passwordFile = join(home, "password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) {
    chownSync(passwordFile, account.uid, account.gid);
    chownSync(home, account.uid, account.gid);
  }
  return home;
}

async function stopWatchdog(watchdog: ChildProcess): Promise<void> {
  if (watchdog.exitCode !== null || watchdog.signalCode !== null) return;
  watchdog.stdin?.end();
  await once(watchdog, "exit");
}

/** One persistent connection for each server: opening one takes longer than creating a database. */
const pools = new Map<string, pg.Pool>();

function poolOf(url: string): pg.Pool {
  const pool = pools.get(url) ?? newPool(url);
  pools.set(url, pool);
  return pool;
}

function newPool(url: string): pg.Pool {
  const settings = { max: 1, idleTimeoutMillis: 0, allowExitOnIdle: true };
  const pool = new pg.Pool({ connectionString: url, ...settings });
  // The server may stop first; then no response is expected.
  pool.on("error", () => undefined);
  return pool;
}

async function execute(url: string, statement: string): Promise<void> {
  const deadline = performance.now() + startLimitMs;
  for (;;) {
    try {
      await poolOf(url).query(statement);
      return;
    } catch (error) {
      if (!isStarting(error) || performance.now() > deadline) throw error;
      await delay(pollMs);
    }
  }
}

/**
 * True for a server that does not listen yet, or that reports (SQLSTATE 57P03) that it cannot
 * accept connections now.
 */
function isStarting(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ECONNREFUSED" || code === "57P03";
}
