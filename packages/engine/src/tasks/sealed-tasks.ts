import type { SealedTable } from "@indelible/trail";
import { sql } from "../sql.ts";

/** The encrypted progress of paused tasks, for the change of the master key. */
export const SEALED_TASKS: SealedTable = {
  lock: sql.statement("reseal-tasks-lock"),
  page: sql.statement("reseal-tasks-page"),
  write: sql.statement("reseal-tasks-write"),
};
