import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import { type DocumentType, documentType, type SensitiveRule } from "../document/document-type.ts";

/** The rule of the database for one secret or hidden field of a document type. */
export interface DocumentRule {
  /** The steps of the pattern of its places: `["Variables", "*", "Value"]`. */
  readonly steps: readonly string[];
  readonly hidden: boolean;
  readonly when: NonNullable<SensitiveRule["when"]> | null;
}

const REGISTER = sqlFile("register-document-types");

/**
 * Stores in the database the label of each type, which of its fields are hidden or secret, and what
 * events relate to because of it, so that the event of a change by direct SQL has a message, the same
 * relations, and no secrets (I5). Writes only changes.
 * Types that are no longer registered keep their rules, since they may still have documents.
 */
export async function registerDocumentTypes(
  database: Database,
  types: readonly DocumentType[],
): Promise<void> {
  await database.query(REGISTER, [JSON.stringify(types.map(typeRow))]);
}

/** A document type with only these rules, enough to show its documents without secrets. */
export function ruledType(prefix: string, rules: readonly DocumentRule[]): DocumentType {
  const at = ({ steps }: DocumentRule) => ["", ...steps].join("/");
  return documentType({
    prefix,
    label: prefix,
    hidden: rules.filter(({ hidden }) => hidden).map(at),
    // How a secret is kept, and how the API shows it, does not matter in events.
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

function typeRow({ prefix, label, hidden, sensitive, tagsIn, isScope }: DocumentType) {
  const rules: DocumentRule[] = [
    ...hidden.map((at) => ({ steps: stepsOf(at), hidden: true, when: null })),
    ...sensitive.map(({ at, when }) => ({ steps: stepsOf(at), hidden: false, when: when ?? null })),
  ];
  return { prefix, label, rules, tags_in: tagsIn ?? null, is_scope: isScope };
}

function stepsOf(pattern: string): string[] {
  return pattern.split("/").slice(1);
}
