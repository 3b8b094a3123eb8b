import { createHash } from "node:crypto";
import { TILE_WIDTH } from "@indelible/ledger";
import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import { sha256Hex } from "../sha256.ts";

/** Entries of a range: those of one full tile, so that its root is known as well. */
export const RANGE_ENTRIES = TILE_WIDTH;

/** Bodies up to this many bytes are read together, so that a range never needs more than 16 MB. */
const BODY_BYTES_MAX = 65_536;

const RANGE = sqlFile("verify-range");
const TERMS = sqlFile("verify-range-terms");
const BODY = sqlFile("verify-body");
const FETCH = { name: "", text: "fetch forward 8 from verify_range_terms" };
const CLOSE = "close verify_range_terms";

interface RangeRow {
  readonly entries: number;
  readonly text: string | null;
  readonly long: readonly number[];
  readonly checkpoints: string;
}

interface TermsRow {
  readonly range: number;
  readonly text: string;
}

/**
 * The digest of each full range from number `first` up to, not including, `end`, in order: SHA-256 in
 * hexadecimal over everything the database stores of its entries, events, index terms and checkpoints.
 * If it is the digest of rows that were verified, these rows need no other check. Undefined for a
 * range with missing entries. The connection must be in a transaction with one snapshot.
 */
export async function* rangeDigests(
  connection: Database,
  first: number,
  end: number,
): AsyncGenerator<string | undefined> {
  await connection.query(TERMS, [first * RANGE_ENTRIES, end * RANGE_ENTRIES]);
  let terms: TermsRow[] = [];
  for (let range = first; range < end; range++) {
    if (terms.length === 0) terms = await connection.query<TermsRow>(FETCH, []);
    const text = terms[0]?.range === range ? terms.shift()?.text : undefined;
    yield await rangeDigest(connection, range, text ?? "");
  }
  await connection.script(CLOSE);
}

async function rangeDigest(
  connection: Database,
  range: number,
  terms: string,
): Promise<string | undefined> {
  const start = range * RANGE_ENTRIES;
  const values = [start, start + RANGE_ENTRIES, BODY_BYTES_MAX];
  const [row] = await connection.query<RangeRow>(RANGE, values);
  if (row?.entries !== RANGE_ENTRIES || row.text === null) return undefined;
  const hash = createHash("sha256");
  for (const part of [row.text, terms, row.checkpoints]) {
    hash.update(`${part.length}:`).update(part);
  }
  for (const number of row.long) hash.update(sha256Hex(await bodyOf(connection, number)));
  return hash.digest("hex");
}

async function bodyOf(connection: Database, number: number): Promise<string> {
  const [row] = await connection.query<{ body: string }>(BODY, [number]);
  return row?.body ?? "";
}
