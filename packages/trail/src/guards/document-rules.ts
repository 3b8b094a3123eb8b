import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import { type DocumentType, documentType, type SensitiveRule } from "../document/document-type.ts";

/** What the database knows of one secret or hidden field of a document type. */
export interface DocumentRule {
  /** The pattern of its places, taken apart: `["Variables", "*", "Value"]`. */
  readonly steps: readonly string[];
  readonly hidden: boolean;
  readonly when: NonNullable<SensitiveRule["when"]> | null;
}

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

/** A document type with these rules and no others: enough to show its documents without secrets. */
export function ruledType(prefix: string, rules: readonly DocumentRule[]): DocumentType {
  const at = ({ steps }: DocumentRule) => ["", ...steps].join("/");
  return documentType({
    prefix,
    label: prefix,
    hidden: rules.filter(({ hidden }) => hidden).map(at),
    // How a secret is kept, and how readers of the API see it, plays no part in events.
    sensitive: rules
      .filter(({ hidden }) => !hidden)
      .map((rule) => ({
        at: at(rule),
        ...(rule.when === null ? {} : { when: rule.when }),
        keeping: "sealed",
        shape: "null",
      })),
  });
}

function typeRow({ prefix, label, hidden, sensitive }: DocumentType) {
  const rules: DocumentRule[] = [
    ...hidden.map((at) => ({ steps: stepsOf(at), hidden: true, when: null })),
    ...sensitive.map(({ at, when }) => ({ steps: stepsOf(at), hidden: false, when: when ?? null })),
  ];
  return { prefix, label, rules };
}

function stepsOf(pattern: string): string[] {
  return pattern.split("/").slice(1);
}
