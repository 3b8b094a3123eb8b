import type { SealedTable } from "@indelible/trail";
import { sqlFile } from "../sql-file.ts";

/** Paused tasks keep secrets in what they go on with: a new master key seals it anew. */
export const SEALED_TASKS: SealedTable = {
  lock: sqlFile("reseal-tasks-lock"),
  page: sqlFile("reseal-tasks-page"),
  write: sqlFile("reseal-tasks-write"),
};
