import { createHash } from "node:crypto";
import { PACKAGE_CHUNK_BYTES, packageBytes, type RecordedContent } from "@indelible/checks";
import { Refusal } from "@indelible/kernel";
import type { Attachment, Database } from "@indelible/trail";
import { inChunks } from "./chunks.ts";
import { sql } from "./sql.ts";

/** Content that was received completely and belongs to no package yet. */
export interface StagedContent {
  readonly id: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha1: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** Dependencies of `PackageContent`. */
export interface PackageContentOptions {
  readonly database: Database;
  readonly clock: () => Date;
  readonly newUuid: () => string;
}

/** How long content without a package is kept: longer than any push or download takes. */
const OWNERLESS_MILLISECONDS = 3_600_000;
/** Contents that one statement removes, so that none takes long. */
const SWEPT_AT_ONCE = 10;

const BEGIN = sql.statement("begin-package-content");
const ADD = sql.statement("add-package-chunk");
const DISCARD = sql.statement("discard-package-content");
const FIND = sql.statement("find-package-content");
const SWEEP = sql.statement("sweep-package-contents");
const CONTENTS = sql.commitPart("package_contents");

/**
 * The content of packages, stored in the database so that every server has it. It is stored first
 * and assigned to its package by the commit that records the push: docs/formats/packages.md.
 */
export class PackageContent {
  readonly #options: PackageContentOptions;

  constructor(options: PackageContentOptions) {
    this.#options = options;
  }

  /** Stores content; removes it again when its bytes cannot be read to the end. */
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
    for await (const chunk of inChunks(bytes, PACKAGE_CHUNK_BYTES)) {
      const written = await database.query(ADD, [id, number, chunk.toString("base64"), clock()]);
      if (written.length === 0) {
        throw new Refusal("conflict", "The upload paused for too long and was aborted.");
      }
      sha1.update(chunk);
      sha256.update(chunk);
      size += chunk.length;
      number += 1;
    }
    return { size, sha1: sha1.digest("hex"), sha256: sha256.digest("hex") };
  }

  /** Removes content that belongs to no package. */
  async discard(id: string): Promise<void> {
    await this.#options.database.query(DISCARD, [id]);
  }

  /**
   * The attachment of a commit that assigns staged content to a package, replacing its former
   * content.
   */
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
   * Reads the content of a package in chunks. Fails with `damaged` before its last bytes when it is not
   * the recorded one.
   */
  async *read(documentId: string, recorded: RecordedContent): AsyncGenerator<Uint8Array> {
    const { database } = this.#options;
    const id = await this.#idOf(documentId);
    if (yield* packageBytes(database, id ?? null, recorded)) return;
    throw new Refusal("damaged", `The content of ${documentId} is not what was pushed.`);
  }

  /**
   * Removes content that aborted pushes, replacements and deletions have left; returns how many.
   */
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
