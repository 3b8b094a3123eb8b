import { expect, inject, test } from "vitest";
import { createDatabase } from "../../../../test/support/postgres.ts";
import { openPostgres } from "./postgres.ts";

const PID = { name: "", text: "select pg_backend_pid() as pid" };
const CUT = { name: "", text: "select pg_terminate_backend($1, 5000) as done" };
const ONE = { name: "", text: "select 1 as one" };

test("a connection cut between two statements fails its transaction, and nothing else", async () => {
  const created = await createDatabase(inject("postgresUrl"));
  const database = openPostgres({ url: created.url, connectionsMax: 1 });
  const other = openPostgres({ url: created.url, connectionsMax: 1 });
  const work = database.transaction(async (connection) => {
    const [row] = await connection.query<{ pid: number }>(PID, []);
    await other.query(CUT, [row?.pid]);
    return connection.query(ONE, []);
  });
  await expect(work).rejects.toThrow();
  expect(await database.query(ONE, [])).toEqual([{ one: 1 }]);
  await database.transaction(async (connection) => {
    expect(await connection.query(ONE, [])).toEqual([{ one: 1 }]);
  });
  await Promise.all([database.close(), other.close()]);
  await created.drop();
});

test("a connection cut while it is idle is reported and replaced", async () => {
  const created = await createDatabase(inject("postgresUrl"));
  const errors: Error[] = [];
  const database = openPostgres({
    url: created.url,
    connectionsMax: 1,
    onIdleError: (error) => errors.push(error),
  });
  const other = openPostgres({ url: created.url, connectionsMax: 1 });
  const [row] = await database.query<{ pid: number }>(PID, []);
  await other.query(CUT, [row?.pid]);
  expect(await database.query(ONE, []).catch(() => database.query(ONE, []))).toEqual([{ one: 1 }]);
  expect(errors).toHaveLength(1);
  await Promise.all([database.close(), other.close()]);
  await created.drop();
});

test("closed, it has no connection left", async () => {
  const created = await createDatabase(inject("postgresUrl"));
  const other = openPostgres({ url: inject("postgresUrl"), connectionsMax: 1 });
  const text = "select count(*) as connected from pg_stat_activity where datname = $1";
  const name = new URL(created.url).pathname.slice(1);
  const connected = () => other.query({ name: "", text }, [name]);
  const database = openPostgres({ url: created.url, connectionsMax: 20 });
  await Promise.all(Array.from({ length: 20 }, () => database.query(ONE, [])));
  expect(await connected()).toEqual([{ connected: 20 }]);
  await database.close();
  expect(await connected()).toEqual([{ connected: 0 }]);
  await other.close();
  await created.drop();
});
