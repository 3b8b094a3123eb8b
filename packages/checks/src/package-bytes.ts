import { createHash } from "node:crypto";
import type { Database } from "@indelible/trail";
import { sql } from "./sql.ts";

/** Bytes of a row of content, except the last, which may have fewer. */
export const PACKAGE_CHUNK_BYTES = 1024 * 1024;

/** What the document of a package says of its content. */
export interface RecordedContent {
  /** Bytes. */
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

const CHUNK = sql.statement("get-package-chunk");

/**
 * Reads content chunk by chunk; `contentId` is null if there is none. Returns at the end whether it is
 * the recorded one. The last bytes are yielded only if it is, so that a reader never gets as many
 * bytes as were recorded, unless they are the recorded ones.
 */
export async function* packageBytes(
  database: Pick<Database, "query">,
  contentId: string | null,
  { size, sha256 }: RecordedContent,
): AsyncGenerator<Uint8Array, boolean> {
  const hash = createHash("sha256");
  let [count, held] = [0, new Uint8Array()];
  for await (const chunk of chunksOf(database, contentId)) {
    count += chunk.length;
    if (count > size) return false;
    hash.update(chunk);
    if (held.length > 0) yield held;
    held = chunk;
  }
  if (count !== size || hash.digest("hex") !== sha256) return false;
  if (held.length > 0) yield held;
  return true;
}

/** The chunks that have bytes. */
async function* chunksOf(database: Pick<Database, "query">, contentId: string | null) {
  for (let number = 0; ; number++) {
    const values = [contentId, number, PACKAGE_CHUNK_BYTES];
    const [row] = await database.query<{ bytes: string }>(CHUNK, values);
    if (row === undefined) return;
    const chunk = new Uint8Array(Buffer.from(row.bytes, "base64"));
    if (chunk.length > 0) yield chunk;
  }
}
