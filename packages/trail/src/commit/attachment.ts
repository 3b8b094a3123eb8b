import type { CommitPart } from "../database/commit-part.ts";
import type { JsonObject } from "../json/json.ts";

/** Rows that land with the documents and events of a commit, or not at all (I2). */
export interface Attachment {
  readonly part: CommitPart;
  readonly rows: readonly JsonObject[];
}
