import { tableChecks } from "@indelible/checks";
import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import {
  type Database,
  keyRingSealer,
  readKeyRing,
  sqlState,
  TrailError,
  type Verification,
  verifyTrail,
} from "@indelible/trail";
import { Sessions } from "../../packages/server/src/features/people/sessions.ts";
import { TEST_MASTER_KEY } from "../support/server.ts";
import { BINDINGS, type Binding } from "./bindings.ts";
import { type Filled, LOG } from "./filled.ts";
import { type Tampering, tamper } from "./tamperings.ts";

/**
 * What became of a tampering: verification `found` it, the database or the server `refused` it, or it is
 * `harmless` for the reason in docs/bindings.json. `silent` must not happen.
 */
export type Verdict = "found" | "refused" | "harmless" | "silent";

/** SQLSTATE class 23: violated constraints. */
const CONSTRAINT = /^23/;

/** Verifies a filled database as `indelible verify` does with the master key. */
export async function verifyFilled(database: Database, { kept }: Filled): Promise<Verification> {
  const sealer = keyRingSealer(await readKeyRing(database, TEST_MASTER_KEY), noRandom);
  return verifyTrail(database, {
    log: LOG,
    nonceOf: sealer.nonce,
    secrets: sealer,
    kept,
    types: DOCUMENT_DEFINITIONS,
    checks: tableChecks({ macs: sealer, now: new Date() }),
  });
}

/** Tampers with a database in a transaction that is rolled back. */
export function verdictOf(
  database: Database,
  filled: Filled,
  tampering: Tampering,
): Promise<Verdict> {
  return database.transaction(async (connection) => {
    await connection.script("set transaction isolation level repeatable read");
    try {
      return await judged(connection, filled, tampering);
    } finally {
      await connection.script("rollback");
    }
  });
}

async function judged(
  connection: Database,
  filled: Filled,
  tampering: Tampering,
): Promise<Verdict> {
  const isHarmless = await isExcused(connection, tampering);
  const users = await usersOf(connection, filled);
  try {
    await tamper(connection, tampering);
  } catch (error) {
    if (CONSTRAINT.test(sqlState(error) ?? "")) return "refused";
    throw error;
  }
  if (await isFound(connection, filled)) return "found";
  if (tampering.table === "server.sessions" && tampering.kind !== "delete") {
    return (await isRefused(connection, filled, users)) ? "refused" : "silent";
  }
  return isHarmless ? "harmless" : "silent";
}

/** A key ring that cannot be opened stops a verification, and the start of a server, with a message. */
async function isFound(connection: Database, filled: Filled): Promise<boolean> {
  try {
    return !(await verifyFilled(connection, filled)).ok;
  } catch (error) {
    if (error instanceof TrailError && error.code === "secret") return true;
    throw error;
  }
}

/** Whether there is a reason why a tampering that nothing notices is harmless. */
async function isExcused(connection: Database, tampering: Tampering): Promise<boolean> {
  const binding = bindingOf(tampering);
  if (binding.reason === undefined) return false;
  if (binding.if === undefined) return true;
  const { table, remove, insert } = tampering;
  const rows = insert.length > 0 ? insert : await removed(connection, table, remove);
  const text = `select bool_and(coalesce(${binding.if}, false)) as holds
    from jsonb_populate_recordset(null::${table}, $1::jsonb) as t`;
  const [row] = await connection.query<{ holds: boolean }>({ name: "", text }, [
    JSON.stringify(rows),
  ]);
  return row?.holds === true;
}

function bindingOf({ table, kind, column }: Tampering): Binding {
  const bindings = BINDINGS.tables[table];
  const binding =
    column === undefined
      ? bindings?.[kind === "delete" ? "delete" : "insert"]
      : bindings?.columns[column];
  if (binding === undefined) throw new TypeError(`There is no binding of ${table} ${column}.`);
  return binding;
}

async function removed(connection: Database, table: string, places: readonly string[]) {
  const text = `select to_jsonb(t) as row from ${table} t where t.ctid = any($1::tid[])`;
  const rows = await connection.query<{ row: object }>({ name: "", text }, [places]);
  return rows.map(({ row }) => row);
}

type Users = readonly (string | undefined)[];

/** The users that the sessions of known tokens are of. */
async function usersOf(connection: Database, { sealer, sessions }: Filled): Promise<Users> {
  const options = { database: connection, sealer, clock: () => new Date(), random: noRandom };
  const all = new Sessions(options);
  const users: (string | undefined)[] = [];
  for (const token of sessions) users.push(await all.userOf(token));
  return users;
}

/** Whether no session is one of another user than before. */
async function isRefused(connection: Database, filled: Filled, before: Users): Promise<boolean> {
  const after = await usersOf(connection, filled);
  return after.every((user, place) => user === undefined || user === before[place]);
}

function noRandom(bytes: number): Uint8Array {
  throw new TypeError(`Verification uses no random bytes, but ${bytes} were requested.`);
}
