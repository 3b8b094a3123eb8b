import type { SealedTable } from "@indelible/trail";
import { sql } from "../sql.ts";

/** The encrypted values of snapshots, for the change of the master key. */
export const SEALED_SNAPSHOTS: SealedTable = {
  lock: sql.statement("reseal-snapshots-lock"),
  page: sql.statement("reseal-snapshots-page"),
  write: sql.statement("reseal-snapshots-write"),
};
