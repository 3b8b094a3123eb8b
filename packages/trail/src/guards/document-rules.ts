import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import { type DocumentType, documentType, type SensitiveRule } from "../document/document-type.ts";
import { isArray, isObject, type Json, type JsonObject } from "../json/json.ts";

/** The rule of the database for one secret or hidden field of a document type. */
export interface DocumentRule extends JsonObject {
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

/**
 * A document type with only these rules, enough to show its documents without secrets. What is no rule
 * is left out: the database may have been changed.
 */
export function ruledType(prefix: string, stored: Json): DocumentType {
  const rules = isArray(stored) ? stored.filter(isRule) : [];
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

/** What the database has of a document type, as a row of `trail.document_types`. */
export function typeRow({ prefix, label, hidden, sensitive, tagsIn, isScope }: DocumentType) {
  const rules: DocumentRule[] = [
    ...hidden.map((at) => ({ steps: stepsOf(at), hidden: true, when: null })),
    ...sensitive.map(({ at, when }) => ({ steps: stepsOf(at), hidden: false, when: when ?? null })),
  ];
  return { prefix, label, rules, tags_in: tagsIn ?? null, is_scope: isScope };
}

function isRule(value: Json): value is Json & DocumentRule {
  if (!isObject(value) || !isArray(value.steps)) return false;
  return value.steps.every((step) => typeof step === "string");
}

function stepsOf(pattern: string): string[] {
  return pattern.split("/").slice(1);
}
