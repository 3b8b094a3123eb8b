import type { SealedTable } from "@indelible/trail";
import { sql } from "../sql.ts";

/** Paused tasks keep secrets in what they go on with: a new master key seals it anew. */
export const SEALED_TASKS: SealedTable = {
  lock: sql.statement("reseal-tasks-lock"),
  page: sql.statement("reseal-tasks-page"),
  write: sql.statement("reseal-tasks-write"),
};
