import type { Database, Statement } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import type { DocumentType } from "../document/document-type.ts";
import { valueAt } from "../document/pattern.ts";
import { TrailError } from "../errors.ts";
import type { JsonObject } from "../json/json.ts";
import { secretBinding } from "./seal-document.ts";
import { type Sealer, sealedGeneration } from "./sealer.ts";
import { isKeptSecret, secretSlots } from "./secret-slots.ts";

/** A table with bodies of documents in which secrets are sealed. */
export interface SealedTable {
  /** Blocks writers until the transaction ends. */
  readonly lock: Statement;
  /**
   * Rows that may have sealed values, by types, last key seen and limit, in the order of their
   * keys.
   */
  readonly page: Statement;
  /** Replaces bodies, given as a json array of `{key, body}`; the body is text. */
  readonly write: Statement;
}

interface SealedRow {
  readonly key: string;
  /** The id of the document, which its secrets are bound to. */
  readonly id: string;
  readonly type: string;
  readonly body: string;
}

/** The result of sealing again, in numbers of secrets. */
export interface Resealed {
  readonly sealed: number;
  /** Secrets that could not be opened, and stay unchanged: altered, or sealed under a lost key. */
  readonly unopened: number;
}

/** The trail's own documents. */
export const SEALED_DOCUMENTS: SealedTable = {
  lock: sqlFile("reseal-lock"),
  page: sqlFile("reseal-page"),
  write: sqlFile("reseal-write"),
};

const PAGE_ROWS = 100;

/**
 * Seals again every secret of a table that is sealed under an earlier generation than the sealer's.
 * Runs within a transaction of the caller that has the table's lock.
 */
export async function resealTable(
  connection: Database,
  table: SealedTable,
  types: readonly DocumentType[],
  sealer: Sealer,
): Promise<Resealed> {
  const sealing = new Map(types.filter(keepsSealed).map((type) => [type.prefix, type]));
  const done = { sealed: 0, unopened: 0 };
  for await (const rows of pagesOf(connection, table, [...sealing.keys()])) {
    const bodies = rows.map((row) => resealBody(row, sealing.get(row.type), sealer));
    const changed = bodies.filter(({ sealed }) => sealed > 0);
    const written = changed.map(({ key, body }) => ({ key, body }));
    if (written.length > 0) await connection.query(table.write, [JSON.stringify(written)]);
    for (const { sealed, unopened } of bodies) {
      done.sealed += sealed;
      done.unopened += unopened;
    }
  }
  return done;
}

async function* pagesOf(
  connection: Database,
  { page }: SealedTable,
  types: readonly string[],
): AsyncGenerator<SealedRow[]> {
  for (let last: string | undefined = ""; last !== undefined; ) {
    const rows: SealedRow[] = await connection.query<SealedRow>(page, [types, last, PAGE_ROWS]);
    yield rows;
    last = rows.at(-1)?.key;
  }
}

function keepsSealed({ sensitive }: DocumentType): boolean {
  return sensitive.some(({ keeping }) => keeping === "sealed");
}

/**
 * A body with its secrets sealed again. It is changed as text, which contains sealed values
 * unescaped, because everything else must stay exactly as it is, such as numbers beyond the range
 * of JavaScript.
 */
function resealBody(
  { key, id, body: text }: SealedRow,
  type: DocumentType | undefined,
  sealer: Sealer,
): Resealed & { readonly key: string; readonly body: string } {
  const slots = type === undefined ? [] : secretSlots(type, JSON.parse(text) as JsonObject);
  let [body, sealed, unopened] = [text, 0, 0];
  for (const slot of slots) {
    const value = valueAt(slot);
    if (!isKeptSecret(value) || !isOlder(value.Kept, sealer)) continue;
    const resealed = sealAgain(sealer, value.Kept, secretBinding(id, slot.address));
    if (resealed === undefined) unopened += 1;
    else [body, sealed] = [body.replace(`"${value.Kept}"`, () => `"${resealed}"`), sealed + 1];
  }
  return { key, body, sealed, unopened };
}

function isOlder(kept: string, { generation }: Sealer): boolean {
  return (sealedGeneration(kept) ?? generation) < generation;
}

function sealAgain(sealer: Sealer, kept: string, boundTo: string): string | undefined {
  try {
    return sealer.seal(sealer.unseal(kept, boundTo), boundTo);
  } catch (error) {
    if (error instanceof TrailError && error.code === "secret") return undefined;
    throw error;
  }
}
