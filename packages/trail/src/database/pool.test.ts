import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { describeStores } from "../../../../test/support/stores.ts";
import { type Database, sqlState } from "./database.ts";

/** What is kept of a statement lives in its connection: who sees it has the same one. */
const KEPT = { name: "", text: "select count(*) as kept from pg_prepared_statements" };
const DIVIDE = { name: "divide", text: "select 6 / $1::int as part" };
const NOTES = { name: "", text: "select text from note order by text" };

async function kept(database: Database): Promise<number> {
  const [row] = await database.query<{ kept: number }>(KEPT, []);
  return row?.kept ?? 0;
}

describeStores("a database", (open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
    await database.script("create table note (text text)");
  });
  beforeEach(() => database.script("truncate note"));
  afterAll(() => database.close());

  test("a refused statement leaves its connection, and what was prepared in it", async () => {
    const before = await kept(database);
    await expect(database.query(DIVIDE, [0])).rejects.toSatisfy((e) => sqlState(e) === "22012");
    expect(await database.query(DIVIDE, [3])).toEqual([{ part: 2 }]);
    expect(await kept(database)).toBe(before + 1);
  });

  test("a transaction is committed completely or not at all, also after a refused statement", async () => {
    const write = (text: string) => ({ name: "", text: `insert into note values ('${text}')` });
    const refused = database.transaction(async (connection) => {
      await connection.query(write("lost"), []);
      await connection.query(DIVIDE, [0]);
    });
    await expect(refused).rejects.toSatisfy((e) => sqlState(e) === "22012");
    await database.transaction((connection) => connection.query(write("kept"), []));
    expect(await database.query(NOTES, [])).toEqual([{ text: "kept" }]);
  });

  test("a script is one transaction", async () => {
    const script = "insert into note values ('lost'); select 1 / 0; insert into note values ('no')";
    await expect(database.script(script)).rejects.toSatisfy((e) => sqlState(e) === "22012");
    expect(await database.query(NOTES, [])).toEqual([]);
  });

  test("statements next to a transaction wait for it or are not part of it", async () => {
    let beside: Promise<unknown[]> | undefined;
    const rolledBack = database.transaction(async (connection) => {
      await connection.query({ name: "", text: "insert into note values ('lost')" }, []);
      beside = database.query(NOTES, []);
      throw new Error("enough");
    });
    await expect(rolledBack).rejects.toThrow("enough");
    expect(await beside).toEqual([]);
  });

  test("values are returned as documented", async () => {
    const text = `select 9007199254740991::int8 as int8, $1::timestamptz as time, $2::json as json,
      $3::jsonb as jsonb, $4::bytea as bytea, $5::text[] as texts, null as nothing`;
    const time = new Date("2026-01-02T03:04:05.678Z");
    const bytes = Uint8Array.of(0, 1, 255);
    const values = [time, '{"a":1}', '["b"]', bytes, ['c "d"', "é,{}"]];
    const [row] = await database.query<{ bytea: Uint8Array }>({ name: "", text }, values);
    expect(row).toMatchObject({ int8: 9007199254740991, time, json: { a: 1 }, jsonb: ["b"] });
    expect(row).toMatchObject({ texts: ['c "d"', "é,{}"], nothing: null });
    expect([...(row?.bytea ?? [])]).toEqual([...bytes]);
  });
});
