import type { Database, Statement } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import type { DocumentType } from "../document/document-type.ts";
import { valueAt } from "../document/pattern.ts";
import { TrailError } from "../errors.ts";
import type { JsonObject } from "../json/json.ts";
import { secretBinding } from "./seal-document.ts";
import { type Sealer, sealedGeneration } from "./sealer.ts";
import { isKeptSecret, secretSlots } from "./secret-slots.ts";

/** A table with bodies of documents as they are stored, secrets sealed. */
export interface SealedTable {
  /** Keeps writers out until the transaction ends. */
  readonly lock: Statement;
  /** Rows that may hold sealed values, by types, last key seen and limit, in the order of their keys. */
  readonly page: Statement;
  /** Writes other bodies, a json array of `{key, body}`; the body is text. */
  readonly write: Statement;
}

interface SealedRow {
  readonly key: string;
  /** That of the document, to which its secrets are bound. */
  readonly id: string;
  readonly type: string;
  readonly body: string;
}

/** What sealing anew came to, by the number of secrets. */
export interface Resealed {
  readonly sealed: number;
  /** Those that could not be opened, and were left: sealed under a key that is lost, or altered. */
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
 * Seals every secret of a table anew that is sealed under an earlier generation than the sealer's.
 * Within a transaction of the caller's that holds the table's lock.
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
 * A body with its secrets sealed anew. It is changed as text, where a sealed value stands as it is:
 * what else it holds, such as a number beyond those of JavaScript, must stay to the letter.
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
    const anew = sealedAnew(sealer, value.Kept, secretBinding(id, slot.address));
    if (anew === undefined) unopened += 1;
    else [body, sealed] = [body.replace(`"${value.Kept}"`, () => `"${anew}"`), sealed + 1];
  }
  return { key, body, sealed, unopened };
}

function isOlder(kept: string, { generation }: Sealer): boolean {
  return (sealedGeneration(kept) ?? generation) < generation;
}

function sealedAnew(sealer: Sealer, kept: string, boundTo: string): string | undefined {
  try {
    return sealer.seal(sealer.unseal(kept, boundTo), boundTo);
  } catch (error) {
    if (error instanceof TrailError && error.code === "secret") return undefined;
    throw error;
  }
}
