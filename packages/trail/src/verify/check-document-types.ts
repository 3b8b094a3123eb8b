import { isDeepStrictEqual } from "node:util";
import { sqlFile } from "../database/sql-file.ts";
import { typeRow } from "../guards/document-rules.ts";
import type { Json } from "../json/json.ts";
import type { CheckContext } from "./check.ts";

const TYPES = sqlFile("verify-document-types");

interface TypeRow {
  readonly prefix: string;
  /** Null where the row is missing. */
  readonly label: string | null;
  readonly rules: Json;
  readonly tags_in: string | null;
  readonly is_scope: boolean | null;
}

/**
 * Compares what the database has of document types with the types: labels, rules, and what events
 * relate to. This decides what the database records of a change by direct SQL. Rows of other types may be of earlier versions.
 */
export async function checkDocumentTypes(context: CheckContext): Promise<undefined> {
  const { connection, options, report } = context;
  const expected = new Map((options.types ?? []).map((type) => [type.prefix, type]));
  for (const row of await connection.query<TypeRow>(TYPES, [[...expected.keys()]])) {
    const type = expected.get(row.prefix);
    if (type === undefined || isDeepStrictEqual(row, typeRow(type))) continue;
    const isMissing = row.label === null;
    const what = isMissing ? "are missing" : "are not those of this version";
    const detail = `The rules of ${row.prefix} in the database ${what}: starting a server stores them again.`;
    const kind = isMissing ? "missing" : "changed";
    report({ kind, eventId: null, index: null, detail });
  }
}
