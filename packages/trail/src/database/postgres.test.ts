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

test("a connection cut while it is idle is replaced", async () => {
  const created = await createDatabase(inject("postgresUrl"));
  const database = openPostgres({ url: created.url, connectionsMax: 1 });
  const other = openPostgres({ url: created.url, connectionsMax: 1 });
  const [row] = await database.query<{ pid: number }>(PID, []);
  await other.query(CUT, [row?.pid]);
  expect(await database.query(ONE, []).catch(() => database.query(ONE, []))).toEqual([{ one: 1 }]);
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

/** Adds 1 to row $1, then, when the gate is open, to row $2. */
const CROSS = {
  name: "",
  text: `with first as (update rows set n = n + 1 where id = $1 returning nextval('runs')),
    gate as (select pg_advisory_xact_lock_shared(1) from first),
    second as (update rows set n = n + 1 where id = $2 and (select count(*) from gate) = 1)
    select count(*) from first`,
};
const CLOSE_GATE = { name: "", text: "select pg_advisory_xact_lock(1)" };
const AT_GATE = {
  name: "",
  text: `select count(*) from pg_locks join pg_database as d on d.oid = database
    where locktype = 'advisory' and not granted and d.datname = current_database()`,
};
const ROWS = { name: "", text: "select n, (select last_value from runs) as runs from rows" };

test("a statement that the database ended to resolve a deadlock runs again", async () => {
  const created = await createDatabase(inject("postgresUrl"));
  const database = openPostgres({ url: created.url, connectionsMax: 4 });
  await database.script(
    "create table rows (id text, n int); create sequence runs; insert into rows values ('a', 0), ('b', 0)",
  );
  const crossing = await database.transaction(async (connection) => {
    await connection.query(CLOSE_GATE, []);
    const started = [database.query(CROSS, ["a", "b"]), database.query(CROSS, ["b", "a"])];
    const waiting = async () => (await database.query<{ count: number }>(AT_GATE, []))[0]?.count;
    while ((await waiting()) !== 2);
    return started;
  });
  await Promise.all(crossing);
  const rows = await database.query<{ n: number; runs: number }>(ROWS, []);
  expect(rows.map(({ n }) => n)).toEqual([2, 2]);
  expect(rows[0]?.runs).toBeGreaterThan(2);
  await database.close();
  await created.drop();
});
