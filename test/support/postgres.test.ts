import { existsSync } from "node:fs";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { createDatabase, startCluster, unprivilegedAccount } from "./postgres.ts";

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const url = inject("postgresUrl");

test("databases are separate", async () => {
  const one = await createDatabase(url);
  const other = await createDatabase(url);
  await query(one.url, "create table note (text text)");
  expect(await query(other.url, "select to_regclass('note') as note")).toEqual([{ note: null }]);
  await Promise.all([one.drop(), other.drop()]);
});

test("a database can start as a copy of another", async () => {
  const template = await createDatabase(url);
  await query(template.url, "create table note as select 'kept' as text");
  const copy = await createDatabase(url, { template: new URL(template.url).pathname.slice(1) });
  expect(await query(copy.url, "select text from note")).toEqual([{ text: "kept" }]);
  await Promise.all([copy.drop(), template.drop()]);
});

test("drop closes connections left open and may be repeated", async () => {
  const database = await createDatabase(url);
  const client = new pg.Client({ connectionString: database.url });
  const closed = new Promise((resolve) => client.on("error", resolve));
  await client.connect();
  await database.drop();
  await closed;
  await database.drop();
  await expect(query(database.url, "select 1")).rejects.toMatchObject({ code: "3D000" });
});

test("the cluster requires its password", async () => {
  const stranger = new URL(url);
  stranger.password = "guess";
  await (await createDatabase(url)).drop();
  await expect(query(stranger.href, "select 1")).rejects.toMatchObject({ code: "28P01" });
});

test("a stopped cluster leaves nothing behind", async () => {
  const cluster = await startCluster();
  await (await createDatabase(cluster.url)).drop();
  const [row] = await query(cluster.url, "show data_directory");
  const { data_directory: directory } = row as { data_directory: string };
  expect(existsSync(directory)).toBe(true);
  await cluster.stop();
  expect(existsSync(directory)).toBe(false);
  await cluster.stop();
});

test("a server needs an account without privileges", () => {
  const nobody = "nobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin";
  const postgres = "postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash";
  expect(unprivilegedAccount(`${nobody}\n${postgres}\n`)).toEqual({ uid: 101, gid: 104 });
  expect(unprivilegedAccount(`${nobody}\n`)).toEqual({ uid: 65534, gid: 65533 });
  expect(unprivilegedAccount("")).toEqual({});
});
