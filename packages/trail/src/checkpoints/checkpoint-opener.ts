import {
  type Checkpoint,
  formatHash,
  formatNote,
  LedgerError,
  type LogIdentity,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
} from "@indelible/ledger";

/** The columns of trail.ledger_checkpoints that are checked. */
export interface CheckpointRow {
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
}

/** A checkpoint of the ledger's own key. */
export interface OwnCheckpoint extends Checkpoint {
  /** The note with the ledger's own signatures only. */
  readonly note: string;
}

/** Cached results, because the newest notes are opened again and again. */
const REMEMBERED_MAX = 1_000;

/** Opens the checkpoints of a log. A row of the table is one only if the log's key signed it. */
export class CheckpointOpener {
  readonly log: LogIdentity;
  readonly #known = new Map<string, OwnCheckpoint | undefined>();

  constructor(log: LogIdentity) {
    this.log = log;
  }

  /** The checkpoint of a row; undefined if the log did not sign it or the columns contradict it. */
  async open({ size, root, note }: CheckpointRow): Promise<OwnCheckpoint | undefined> {
    if (!this.#known.has(note)) this.#remember(note, await this.openNote(note));
    const own = this.#known.get(note);
    return own?.size === size && formatHash(own.root) === formatHash(root) ? own : undefined;
  }

  /** The checkpoint of a note; undefined if the log did not sign it. */
  async openNote(note: string): Promise<OwnCheckpoint | undefined> {
    try {
      const { log } = this;
      const opened = await openCheckpoint(note, { ...log, witnesses: [] });
      const { text, verified: signatures } = opened.note;
      return { ...opened.checkpoint, note: formatNote({ text, signatures }) };
    } catch (error) {
      if (error instanceof LedgerError) return undefined;
      throw error;
    }
  }

  #remember(note: string, verdict: OwnCheckpoint | undefined): void {
    const [oldest] = this.#known.keys();
    if (this.#known.size >= REMEMBERED_MAX && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(note, verdict);
  }
}

/** The origin of a signed checkpoint of any log and key; undefined for any other text. */
export function originOfNote(note: string): string | undefined {
  try {
    const { text, signatures } = parseNote(note);
    const { origin } = parseCheckpoint(text);
    return signatures.length > 0 ? origin : undefined;
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}
