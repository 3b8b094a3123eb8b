import { startServer } from "@indelible/server";
import { openPostgres } from "@indelible/trail";
import { expect, inject, onTestFinished, test } from "vitest";
import { readConfig } from "../packages/server/src/main/config.ts";
import { captureLog } from "./support/captured-log.ts";
import { startDatabaseProxy } from "./support/database-proxy.ts";
import { ADMIN_KEY } from "./support/server.ts";
import { migratedDatabase } from "./support/stores.ts";
import { temporaryDirectory } from "./support/temporary-directory.ts";

/** A server whose way to its database the test can close. */
async function behindProxy() {
  const database = await migratedDatabase();
  const overTcp = new URL(inject("postgresUrl"));
  overTcp.pathname = new URL(database.url).pathname;
  const proxy = await startDatabaseProxy(overTcp.href);
  const config = readConfig({
    DATA_DIR: temporaryDirectory(),
    DATABASE_URL: proxy.url,
    DATABASE_TIMEOUT: "2",
    ADMIN_API_KEY: ADMIN_KEY,
    PORT: "0",
  });
  const log = captureLog();
  const operator = { username: "olga", host: "build-7" };
  const clock = () => new Date();
  const server = await startServer(config, { clock, operator, log: log.logger });
  let isStopped = false;
  const stop = async () => {
    isStopped = true;
    await server.stop();
  };
  onTestFinished(async () => {
    proxy.restore();
    if (!isStopped) await stop();
    await proxy.close();
    await database.drop();
  });
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${server.address}${path}`, {
      method,
      headers: { "x-octopus-apikey": ADMIN_KEY, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { status, headers } = response;
    return { status, retryAfter: headers.get("retry-after"), body: await response.json() };
  };
  return { database, proxy, log, stop, call };
}

type Served = Awaited<ReturnType<typeof behindProxy>>;

/** The lines about the database, when it is available again. */
async function linesAfterOutage({ log, call, proxy }: Served) {
  proxy.restore();
  const ofDatabase = () => log.entries().filter(({ msg }) => /database is/.test(msg));
  while (!ofDatabase().some(({ msg }) => msg.includes("available again"))) {
    await call("GET", "/api/environments");
  }
  return ofDatabase().map(({ level, msg }) => [level, msg]);
}

const AGAIN = ["info", "The database is available again."];

test.each([
  ["refuses connections", "refuse", /^The (database cannot be reached|connection to the database)/],
  [
    "does not answer",
    "stall",
    /^(The database did not answer in time|All connections to the database are in use)\.$/,
  ],
] as const)(
  "while the database %s, requests get 503 and a sentence, and one line is logged",
  async (_, outage, sentence) => {
    const served = await behindProxy();
    const { proxy, call, log } = served;
    expect((await call("GET", "/readyz")).body.status).toBe("ready");
    proxy[outage]();
    const requests = ["a", "b", "c"].map((Name) => call("POST", "/api/environments", { Name }));
    for (const { status, retryAfter, body } of [
      ...(await Promise.all(requests)),
      await call("GET", "/api/events"),
    ]) {
      expect([status, retryAfter]).toEqual([503, "5"]);
      expect(body.ErrorMessage).toMatch(/database/);
    }
    const { status, body } = await call("GET", "/readyz");
    expect([status, body.status]).toEqual([503, "not ready"]);
    expect(body.reason).toMatch(/database/);
    const lines = await linesAfterOutage(served);
    expect(lines).toEqual([["error", expect.stringMatching(/unavailable: (The|All) /)], AGAIN]);
    expect(lines[0]?.[1]?.replace("The database is unavailable: ", "")).toMatch(sentence);
    expect(log.errors()).toHaveLength(1);
    expect((await call("GET", "/readyz")).body.status).not.toBe("not ready");
    expect((await call("POST", "/api/environments", { Name: "After" })).status).toBe(201);
  },
);

test("a server whose database does not answer can be stopped", async () => {
  const { proxy, call, stop, log } = await behindProxy();
  proxy.stall();
  expect((await call("GET", "/api/environments")).status).toBe(503);
  await stop();
  expect(log.errors()).toHaveLength(1);
});

test("a database that is read-only can be read", async () => {
  const served = await behindProxy();
  const { database, proxy, call, log } = served;
  const owner = openPostgres({ url: database.url, connectionsMax: 1 });
  const name = new URL(database.url).pathname.slice(1);
  const setReadOnly = (value: "on" | "off") =>
    owner.script(`alter database ${name} set default_transaction_read_only = ${value}`);
  await setReadOnly("on");
  proxy.restore();
  const { status, body } = await call("POST", "/api/environments", { Name: "Never" });
  expect([status, body.ErrorMessage]).toEqual([503, "The database is read-only."]);
  expect((await call("GET", "/api/environments")).status).toBe(200);
  await setReadOnly("off");
  await linesAfterOutage(served);
  await owner.close();
  expect(log.errors().filter(({ err }) => err !== undefined)).toEqual([]);
});
