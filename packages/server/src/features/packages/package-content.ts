import { createHash } from "node:crypto";
import { Refusal } from "@indelible/kernel";
import type { Attachment, Database } from "@indelible/trail";
import { inChunks } from "./chunks.ts";
import { sql } from "./sql.ts";

/** Content that has arrived whole, and that no package has taken yet. */
export interface StagedContent {
  readonly id: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha1: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** What keeping content needs of the world. */
export interface PackageContentOptions {
  readonly database: Database;
  readonly clock: () => Date;
  readonly newUuid: () => string;
}

/** Bytes of a row: what a push or a download holds in memory at a time. */
const CHUNK_BYTES = 1024 * 1024;
/** How long content without a package stays: longer than any push pauses, or a download takes. */
const OWNERLESS_MILLISECONDS = 3_600_000;
/** Contents that one statement sweeps, so that none runs for long. */
const SWEPT_AT_ONCE = 10;

const BEGIN = sql.statement("begin-package-content");
const ADD = sql.statement("add-package-chunk");
const DISCARD = sql.statement("discard-package-content");
const FIND = sql.statement("find-package-content");
const READ = sql.statement("get-package-chunk");
const SWEEP = sql.statement("sweep-package-contents");
const CONTENTS = sql.commitPart("package_contents");

/**
 * The content of packages, kept in the database so that every server has it. It arrives apart from
 * its package, and becomes the package's in the commit that records the push: docs/formats/packages.md.
 */
export class PackageContent {
  readonly #options: PackageContentOptions;

  constructor(options: PackageContentOptions) {
    this.#options = options;
  }

  /** Takes in content; what came of it is gone again when its bytes break off. */
  async stage(bytes: AsyncIterable<Uint8Array>): Promise<StagedContent> {
    const { database, clock, newUuid } = this.#options;
    const id = newUuid();
    await database.query(BEGIN, [id, clock()]);
    try {
      return { id, ...(await this.#write(id, bytes)) };
    } catch (error) {
      await this.discard(id);
      throw error;
    }
  }

  async #write(id: string, bytes: AsyncIterable<Uint8Array>): Promise<Omit<StagedContent, "id">> {
    const { database, clock } = this.#options;
    const [sha1, sha256] = [createHash("sha1"), createHash("sha256")];
    let [size, number] = [0, 0];
    for await (const chunk of inChunks(bytes, CHUNK_BYTES)) {
      const written = await database.query(ADD, [id, number, chunk.toString("base64"), clock()]);
      if (written.length === 0) {
        throw new Refusal("conflict", "The upload stood still for so long that it was given up.");
      }
      sha1.update(chunk);
      sha256.update(chunk);
      size += chunk.length;
      number += 1;
    }
    return { size, sha1: sha1.digest("hex"), sha256: sha256.digest("hex") };
  }

  /** Throws content away that no package has taken. */
  async discard(id: string): Promise<void> {
    await this.#options.database.query(DISCARD, [id]);
  }

  /** What a commit attaches to give staged content to a package, in place of what that has. */
  async handover(stagedId: string, documentId: string): Promise<Attachment> {
    const touched = this.#options.clock().toISOString();
    const replaced = await this.#idOf(documentId);
    const taken = replaced === undefined ? [] : [{ id: replaced, document_id: null, touched }];
    return {
      part: CONTENTS,
      rows: [{ id: stagedId, document_id: documentId, touched }, ...taken],
    };
  }

  /**
   * The content of a package, chunk by chunk. Fails at its end when it is not what `sha256` says:
   * whoever reads must not take it for the package before they have read all of it.
   */
  async *read(documentId: string, sha256: string): AsyncGenerator<Uint8Array> {
    const hash = createHash("sha256");
    const id = await this.#idOf(documentId);
    for (let number = 0; ; number++) {
      const values = [id ?? null, number];
      const [row] = await this.#options.database.query<{ bytes: string }>(READ, values);
      if (row === undefined) break;
      const chunk = Buffer.from(row.bytes, "base64");
      hash.update(chunk);
      yield chunk;
    }
    if (hash.digest("hex") === sha256) return;
    throw new Refusal("damaged", `The content of ${documentId} is not what was pushed.`);
  }

  /** Removes what pushes that broke off, replacements and deletions have left; how many contents. */
  async sweep(): Promise<number> {
    const { database, clock } = this.#options;
    const before = new Date(clock().getTime() - OWNERLESS_MILLISECONDS);
    for (let swept = 0; ; ) {
      const { length } = await database.query(SWEEP, [before, SWEPT_AT_ONCE]);
      swept += length;
      if (length < SWEPT_AT_ONCE) return swept;
    }
  }

  async #idOf(documentId: string): Promise<string | undefined> {
    const [row] = await this.#options.database.query<{ id: string }>(FIND, [documentId]);
    return row?.id;
  }
}
