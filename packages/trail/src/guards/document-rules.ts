import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import type { DocumentType } from "../document/document-type.ts";

const REGISTER = sqlFile("register-document-types");

/**
 * Tells the database which fields of each type are hidden or secret, and what the type is called:
 * by that it words the event of a change by direct SQL and keeps secrets out of it (I5). Writes
 * nothing that is there already. Types that are no longer known keep their rules, since their
 * documents may still be there.
 */
export async function registerDocumentTypes(
  database: Database,
  types: readonly DocumentType[],
): Promise<void> {
  await database.query(REGISTER, [JSON.stringify(types.map(typeRow))]);
}

function typeRow({ prefix, label, hidden, sensitive }: DocumentType) {
  const rules = [
    ...hidden.map((at) => ({ steps: stepsOf(at), hidden: true, when: null })),
    ...sensitive.map(({ at, when }) => ({ steps: stepsOf(at), hidden: false, when: when ?? null })),
  ];
  return { prefix, label, rules };
}

function stepsOf(pattern: string): string[] {
  return pattern.split("/").slice(1);
}
