import {
  formatHash,
  formatSignatureLine,
  type Hash,
  LedgerError,
  type NoteSignature,
  openNote,
  parseNote,
  type TreeHead,
  type Verifier,
} from "@indelible/ledger";

/** A row of trail.ledger_cosignatures. It may be forged. */
export interface CosignatureRow {
  readonly size: number;
  readonly root: Hash;
  /** A signature line with its line feed; anything else in a forged row. */
  readonly line: string;
}

/** Cached results, because the newest checkpoint is read again and again. */
const REMEMBERED_MAX = 1_000;

/** Adds cosignatures to checkpoints, if the witnesses' keys verify them. */
export class Cosignatures {
  readonly #witnesses: readonly Verifier[];
  readonly #known = new Map<string, NoteSignature | undefined>();

  constructor(witnesses: readonly Verifier[]) {
    this.#witnesses = witnesses;
  }

  /** Whether no cosignature can count. */
  get isEmpty(): boolean {
    return this.#witnesses.length === 0;
  }

  /**
   * The note of a checkpoint with the newest cosignature of each witness appended, in the order of the
   * witnesses. The rows come newest first.
   */
  async cosign(
    { size, root, note }: TreeHead & { readonly note: string },
    rows: readonly CosignatureRow[],
  ): Promise<string> {
    const newest = new Map<string, NoteSignature>();
    for (const row of rows) {
      if (row.size !== size || formatHash(row.root) !== formatHash(root)) continue;
      const signature = await this.#verified(note, row.line);
      const label = signature && labelOf(signature);
      if (signature && label && !newest.has(label)) newest.set(label, signature);
    }
    const lines = this.#witnesses.flatMap((witness) => newest.get(labelOf(witness)) ?? []);
    return note + lines.map(formatSignatureLine).join("");
  }

  async #verified(note: string, line: string): Promise<NoteSignature | undefined> {
    const key = note + line;
    if (this.#known.has(key)) return this.#known.get(key);
    const signature = await verifiedCosignature(note, line, this.#witnesses);
    const [oldest] = this.#known.keys();
    if (this.#known.size >= REMEMBERED_MAX && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(key, signature);
    return signature;
  }
}

/** The signature in a line, if a witness's key verifies it for a checkpoint; else undefined. */
export async function verifiedCosignature(
  note: string,
  line: string,
  witnesses: readonly Verifier[],
): Promise<NoteSignature | undefined> {
  try {
    const { text } = parseNote(note);
    const opened = await openNote(`${text}\n${line}`, witnesses);
    // A line with an empty line in it would be a note with another text.
    return opened.text === text && opened.verified.length === 1 ? opened.verified[0] : undefined;
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

function labelOf({ name, keyId }: { readonly name: string; readonly keyId: string }): string {
  return `${name}+${keyId}`;
}
