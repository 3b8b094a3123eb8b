import { once } from "node:events";
import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { createDatabase } from "./support/postgres.ts";
import { buildPrograms, startServerProcess } from "./support/server-process.ts";
import { migratedDatabase } from "./support/stores.ts";
import { temporaryDirectory } from "./support/temporary-directory.ts";

beforeAll(buildPrograms);

/** A port that another program listens on. */
async function takenPort(): Promise<string> {
  const other = createServer();
  other.listen(0, "127.0.0.1");
  await once(other, "listening");
  onTestFinished(() => void other.close());
  return String((other.address() as AddressInfo).port);
}

async function startFails(settings: Record<string, string>) {
  const server = startServerProcess({ DATA_DIR: temporaryDirectory(), ...settings });
  server.address.catch(() => {});
  const { code, stdout, stderr } = await server.ended;
  expect(code).toBe(1);
  // Without the log, whose entries are JSON.
  const lines = stderr.split("\n").filter((line) => !line.startsWith("{"));
  return { stdout, stderr: lines.join("\n") };
}

async function databaseUrl(): Promise<string> {
  const database = await migratedDatabase();
  onTestFinished(() => database.drop());
  return database.url;
}

test("a first start that cannot listen prints the credentials, and one sentence", async () => {
  const PORT = await takenPort();
  const { stdout, stderr } = await startFails({ PORT, DATABASE_URL: await databaseUrl() });
  expect(stdout).toMatch(/Administrator {2}admin\n {2}Password {7}\S+\n {2}API key {8}API-\S+\n/);
  expect(stderr).toBe(
    `PORT ${PORT} of HOST 127.0.0.1 cannot be used: another program listens on it.\n`,
  );
});

test("a database that cannot be reached is one sentence", async () => {
  const { port } = new URL(`postgres://127.0.0.1:${await takenPort()}`);
  const closed = await startFails({ DATABASE_URL: "postgres://127.0.0.1:1/none" });
  expect(closed.stderr).toBe("DATABASE_URL: The database cannot be reached (ECONNREFUSED).\n");
  const silent = await startFails({
    DATABASE_URL: `postgres://127.0.0.1:${port}/none`,
    DATABASE_TIMEOUT: "1",
  });
  expect(silent.stderr).toBe("DATABASE_URL: The database did not answer in time.\n");
});

test("a database that does not exist, or refuses the login, is one sentence", async () => {
  const database = await createDatabase(inject("postgresUrl"));
  await database.drop();
  const missing = await startFails({ DATABASE_URL: database.url });
  expect(missing.stderr).toBe("DATABASE_URL: The database does not exist.\n");
  const refused = new URL(inject("postgresUrl"));
  refused.password = "wrong";
  const { stderr } = await startFails({ DATABASE_URL: refused.href });
  expect(stderr).toBe("DATABASE_URL: The database refuses the login of the server.\n");
});

test("a data folder that cannot be used is one sentence", async () => {
  const file = join(temporaryDirectory(), "file");
  writeFileSync(file, "");
  for (const DATA_DIR of [file, join(file, "folder")]) {
    const { stderr } = await startFails({ DATA_DIR });
    expect(stderr).toMatch(/^DATA_DIR \S+ cannot be used \(\w+\): choose a folder .+\.\n$/);
  }
});

test("a folder that everybody could read is restricted; one that users share is refused", async () => {
  const [open, shared] = [join(temporaryDirectory(), "a"), join(temporaryDirectory(), "b")];
  for (const [folder, mode] of [
    [open, 0o755],
    [shared, 0o1777],
  ] as const) {
    mkdirSync(folder);
    chmodSync(folder, mode);
  }
  await startFails({ DATA_DIR: open, DATABASE_URL: "postgres://127.0.0.1:1/none" });
  expect(statSync(open).mode & 0o777).toBe(0o700);
  const { stderr } = await startFails({ DATA_DIR: shared });
  expect(stderr).toMatch(/^DATA_DIR \S+ cannot be used \(all users share it\)/);
  expect(readdirSync(shared)).toEqual([]);
});
