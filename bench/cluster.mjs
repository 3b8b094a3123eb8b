import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { requirePostgres } from "../scripts/prepare/postgres.mjs";

/** The longest a server may take to start on a busy machine. */
const startLimitMs = 30_000;
const pollMs = 50;

/**
 * A temporary PostgreSQL server with default settings, including durability; only its address is
 * set.
 *
 * @typedef {object} Cluster
 * @property {(name: string) => Promise<string>} createDatabase creates an empty database; returns
 *   the superuser's URL, on the loopback address
 * @property {string} version such as "15.8"
 * @property {number} processId of the server, whose connections are its children
 * @property {() => Promise<void>} stop stops the server and removes its directory
 */

/**
 * Starts a PostgreSQL server in a new temporary directory and waits until it responds.
 *
 * @returns {Promise<Cluster>}
 * @throws SetupError when no PostgreSQL can be found
 */
export async function startCluster() {
  const bin = requirePostgres();
  const account = unprivilegedAccount();
  const home = makeHome(account);
  const data = join(home, "data");
  const port = await freePort();
  const init = ["-D", data, "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-instructions"];
  execFileSync(join(bin, "initdb"), init, { ...account, cwd: home, stdio: "ignore" });
  const listen = ["-p", String(port), "-h", "127.0.0.1", "-k", ""];
  const server = spawn(join(bin, "postgres"), ["-D", data, ...listen], {
    ...account,
    cwd: home,
    // A separate process group: Ctrl-C reaches only the benchmark, which then stops the server.
    detached: true,
    stdio: "ignore",
  });
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const stop = async () => {
    if (server.exitCode === null && server.kill("SIGINT")) await once(server, "exit");
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const version = await askVersion(url);
    const createDatabase = async (/** @type {string} */ name) => {
      await query(url, `create database ${pg.escapeIdentifier(name)}`);
      return new URL(name, url).href;
    };
    return { createDatabase, version, stop, processId: server.pid ?? 0 };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * The server refuses to run as root; then it runs as the user of Debian's package.
 *
 * @returns {{ uid?: number, gid?: number }}
 */
function unprivilegedAccount() {
  if (process.getuid?.() !== 0) return {};
  /** @param {string} option */
  const idOf = (option) => Number(execFileSync("id", [option, "postgres"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

/** @param {{ uid?: number, gid?: number }} account */
function makeHome({ uid, gid }) {
  const home = mkdtempSync(join(tmpdir(), "indelible-bench-"));
  chmodSync(home, 0o700);
  if (uid !== undefined && gid !== undefined) chownSync(home, uid, gid);
  return home;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

/**
 * Polls until the server has started.
 *
 * @param {string} url
 */
async function askVersion(url) {
  const deadline = performance.now() + startLimitMs;
  for (;;) {
    try {
      const [row] = await query(url, "show server_version");
      return String(row.server_version).split(" ")[0] ?? "";
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await delay(pollMs);
    }
  }
}

/**
 * @param {string} url
 * @param {string} text
 */
async function query(url, text) {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
