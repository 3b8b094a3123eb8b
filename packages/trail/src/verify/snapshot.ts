import type { Database } from "../database/database.ts";
import { TrailError } from "../errors.ts";

/** The first statement of a verification's transaction. */
export const SNAPSHOT = "set transaction isolation level repeatable read, read only";

const EXPORT = { name: "", text: "select pg_export_snapshot() as id" };
/** Enough to sort the index terms of a million events in few passes. */
const MEMORY = "set local work_mem = '64MB'";

/**
 * Runs each job on a separate connection that has the snapshot of `connection`, at the same time; in
 * an embedded database, which has one connection, one after the other on that.
 */
export async function inSnapshot<Result>(
  database: Database,
  connection: Database,
  jobs: readonly ((connection: Database) => Promise<Result>)[],
): Promise<Result[]> {
  if (database.kind === "pglite" || jobs.length < 2) return inTurn(connection, jobs);
  const [exported] = await connection.query<{ id: string }>(EXPORT, []);
  const share = `${SNAPSHOT}; set transaction snapshot '${checked(exported?.id)}'; ${MEMORY}`;
  return Promise.all(
    jobs.map((job) =>
      database.transaction(async (other) => {
        await other.script(share);
        return job(other);
      }),
    ),
  );
}

async function inTurn<Result>(
  connection: Database,
  jobs: readonly ((connection: Database) => Promise<Result>)[],
): Promise<Result[]> {
  const results: Result[] = [];
  for (const job of jobs) results.push(await job(connection));
  return results;
}

/** An identifier of a snapshot, which cannot be a parameter of its statement. */
function checked(id: string | undefined): string {
  if (id !== undefined && /^[0-9A-F-]+$/.test(id)) return id;
  throw new TrailError("rewritten", "The database returned no valid snapshot.");
}
