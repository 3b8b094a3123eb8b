import { randomBytes } from "node:crypto";
import { type Database, masterKeySealer, migrate, sha256Hex } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeStores } from "../../../../../test/support/stores.ts";
import { fakeClock } from "../../../../../test/support/trail.ts";
import { serverMigrations } from "../../main/migrate-schemas.ts";
import { csrfOf, Sessions } from "./sessions.ts";

const random = (bytes: number) => randomBytes(bytes);
const sealer = masterKeySealer(new Uint8Array(32).fill(7), random);
const HOUR = 3_600_000;

describeStores("sessions", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await migrate(database, "server", serverMigrations(), sha256Hex);
  });
  afterAll(() => database.close());

  function sessions() {
    const clock = fakeClock();
    return { clock, sessions: new Sessions({ database, sealer, clock: clock.now, random }) };
  }

  test("a session belongs to its user until it ends", async () => {
    const { sessions: all } = sessions();
    const [one, two] = [await all.start("Users-1", false), await all.start("Users-2", false)];
    expect(await all.userOf(one.token)).toBe("Users-1");
    expect(await all.userOf(two.token)).toBe("Users-2");
    await all.end(one.token);
    expect(await all.userOf(one.token)).toBeUndefined();
    expect(await all.userOf(two.token)).toBe("Users-2");
  });

  test("a session lasts 12 hours, or 30 days if remembered", async () => {
    const { clock, sessions: all } = sessions();
    const [short, long] = [await all.start("Users-1", false), await all.start("Users-1", true)];
    expect(short.expires).toEqual(new Date(clock.now().getTime() + 12 * HOUR));
    clock.advance(12 * HOUR - 1);
    expect(await all.userOf(short.token)).toBe("Users-1");
    clock.advance(1);
    expect(await all.userOf(short.token)).toBeUndefined();
    expect(await all.userOf(long.token)).toBe("Users-1");
    clock.advance(29.5 * 24 * HOUR);
    expect(await all.userOf(long.token)).toBeUndefined();
  });

  test("a session is found only by its token", async () => {
    const { sessions: all } = sessions();
    const { token, csrf } = await all.start("Users-1", false);
    for (const guess of ["", "x", csrf, token.slice(1), token.toLowerCase(), "%", "\0"]) {
      expect(await all.userOf(guess)).toBeUndefined();
    }
  });

  test("the database contains no token that could be used", async () => {
    const { sessions: all } = sessions();
    const { token, csrf } = await all.start("Users-1", false);
    const text = "select to_json(s)::text as row from server.sessions s";
    const rows = await database.query<{ row: string }>({ name: "", text }, []);
    expect(rows.length).toBeGreaterThan(0);
    for (const { row } of rows) {
      expect(row).not.toContain(token);
      expect(row).not.toContain(csrf);
    }
  });

  test("a session made or changed by SQL belongs to no user", async () => {
    const { clock, sessions: all } = sessions();
    const { token } = await all.start("Users-1", false);
    const mine = await all.start("Users-2", false);
    await database.script(`
      update server.sessions set user_id = 'Users-1' where token_digest = '${sha256Hex(mine.token)}';
      insert into server.sessions
      select '${sha256Hex("made")}', user_id, created, expires, mac from server.sessions
      where token_digest = '${sha256Hex(token)}'`);
    expect(await all.userOf(mine.token)).toBeUndefined();
    expect(await all.userOf("made")).toBeUndefined();
    expect(await all.userOf(token)).toBe("Users-1");
    await database.script("update server.sessions set expires = expires + interval '1 day'");
    clock.advance(HOUR);
    expect(await all.userOf(token)).toBeUndefined();
  });

  test("ending a session deletes those that have expired", async () => {
    const { clock, sessions: all } = sessions();
    await all.start("Users-9", false);
    clock.advance(13 * HOUR);
    await all.end("whatever");
    const text = "select count(*) as n from server.sessions where user_id = 'Users-9'";
    expect(await database.query({ name: "", text }, [])).toEqual([{ n: 0 }]);
  });

  test("the CSRF token is derived from the session token, not vice versa", async () => {
    const { sessions: all } = sessions();
    const { token, csrf } = await all.start("Users-1", false);
    expect(csrf).toBe(csrfOf(token));
    expect(csrf).toMatch(/^[0-9a-f]{64}$/);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(csrfOf(csrf)).not.toBe(token);
  });
});
