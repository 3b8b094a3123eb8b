import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import type { CheckContext } from "../verify/check.ts";
import { checkDocumentPage, comparisonOf } from "../verify/check-documents.ts";
import { eventIdOf } from "../verify/event-row.ts";
import { type Finding, goneFinding } from "../verify/finding.ts";

/** Rows of a statement: what it does takes a few milliseconds. */
const TERMS_ROWS = 2_000;
const EVENTS_ROWS = 2_000;
const DOCUMENTS_ROWS = 10;

const TERMS_AFTER = sqlFile("verifier-terms-after");
const STRAYS = sqlFile("verifier-strays");
const DOCUMENTS = sqlFile("verifier-documents");
const MENTIONED = sqlFile("verifier-mentioned");

interface TermsPage {
  readonly rows: number;
  readonly placed: number;
  readonly gone: readonly number[];
  readonly last: readonly [string, string, number] | null;
}

/** Reports index terms of no event, and that there are more than the `expected` ones of the entries. */
export async function checkTermCount(
  { connection, report }: CheckContext,
  entries: number,
  expected: number,
): Promise<void> {
  let placed = 0;
  for (let last: TermsPage["last"] = ["", "-infinity", 0]; last !== null; ) {
    const values: unknown[] = [...last, TERMS_ROWS, entries];
    const [page]: TermsPage[] = await connection.query<TermsPage>(TERMS_AFTER, values);
    placed += page?.placed ?? 0;
    report(...(page?.gone ?? []).map((number) => goneFinding(eventIdOf(number), "index terms")));
    last = page?.last ?? null;
  }
  if (placed > expected) report(moreTerms(placed - expected));
}

function moreTerms(count: number): Finding {
  const detail = `${count} index terms are not in the events that they belong to.`;
  return { kind: "inserted", eventId: null, index: null, detail };
}

/** Reports events that are neither in the ledger nor wait for their place in it. */
export async function checkStrays({ connection, report }: CheckContext): Promise<void> {
  for (let last: number | null = -1; last !== null; ) {
    const [page]: StraysPage[] = await connection.query<StraysPage>(STRAYS, [last, EVENTS_ROWS]);
    report(...(page?.strays ?? []).map(stray));
    last = page?.last ?? null;
  }
}

interface StraysPage {
  readonly last: number | null;
  readonly strays: readonly number[];
}

function stray(number: number): Finding {
  const detail = "It has no place in the ledger and waits for none.";
  return { kind: "inserted", eventId: eventIdOf(number), index: null, detail };
}

/** Compares every document, present or gone, with its last event. */
export async function checkAllDocuments(context: CheckContext): Promise<void> {
  for (let last = ""; ; ) {
    const rows = await context.connection.query<{ id: string }>(DOCUMENTS, [last, DOCUMENTS_ROWS]);
    await checkPage(
      context,
      rows.map(({ id }) => id),
    );
    const end = rows.at(-1);
    if (end === undefined) break;
    last = end.id;
  }
  await checkGone(context);
}

async function checkGone(context: CheckContext): Promise<void> {
  for (let last = ""; ; ) {
    const rows = await mentionedAfter(context.connection, last);
    await checkPage(
      context,
      rows.flatMap(({ term, gone }) => (gone ? [term] : [])),
    );
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.term;
  }
}

interface MentionedRow {
  readonly term: string;
  readonly gone: boolean;
}

function mentionedAfter(connection: Database, last: string): Promise<MentionedRow[]> {
  return connection.query<MentionedRow>(MENTIONED, [last, DOCUMENTS_ROWS]);
}

async function checkPage(context: CheckContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { connection, options, findings, report } = context;
  const suspects = new Set(findings.inOrder().map(({ eventId }) => eventId));
  const comparison = comparisonOf(options);
  await checkDocumentPage({ connection, comparison, suspects, report }, ids);
}
