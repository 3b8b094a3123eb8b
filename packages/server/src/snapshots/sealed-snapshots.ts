import type { SealedTable } from "@indelible/trail";
import { sqlFile } from "../sql-file.ts";

/** Snapshots hold secrets sealed as their documents had them: a new master key seals them anew. */
export const SEALED_SNAPSHOTS: SealedTable = {
  lock: sqlFile("reseal-snapshots-lock"),
  page: sqlFile("reseal-snapshots-page"),
  write: sqlFile("reseal-snapshots-write"),
};
