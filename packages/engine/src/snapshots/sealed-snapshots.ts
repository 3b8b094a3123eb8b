import type { SealedTable } from "@indelible/trail";
import { sql } from "../sql.ts";

/** Snapshots hold secrets sealed as their documents had them: a new master key seals them anew. */
export const SEALED_SNAPSHOTS: SealedTable = {
  lock: sql.statement("reseal-snapshots-lock"),
  page: sql.statement("reseal-snapshots-page"),
  write: sql.statement("reseal-snapshots-write"),
};
