import type { CommitPart } from "../database/commit-part.ts";
import type { JsonObject } from "../json/json.ts";

/** Rows that are committed together with the documents and events of a commit (I2). */
export interface Attachment {
  readonly part: CommitPart;
  readonly rows: readonly JsonObject[];
}
