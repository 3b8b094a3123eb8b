import {
  createSigner,
  EMPTY_LOG_EDGE,
  formatCheckpoint,
  formatVerifierKey,
  growLog,
  type LogReader,
  newSignerKey,
  signNote,
  type TreeHead,
} from "@indelible/ledger";
import { sha256Hex } from "@indelible/trail";

/** The log name of the log in memory. */
export const ORIGIN = "example.org/log";

/** A log of events whose files a test can change. */
export interface LogInMemory {
  /** The canonical texts of the events; the one at index n has the id `Events-<n + 1>`. */
  readonly events: readonly string[];
  /** Tiles and entry bundles by path. */
  readonly files: Map<string, Uint8Array>;
  readonly reader: LogReader;
  readonly tree: TreeHead;
  /** The signed checkpoint of the tree. */
  readonly note: string;
  readonly verifierKey: string;
}

/** A log of `size` events, signed with a key from `seed`; the `name` is in every event. */
export async function logInMemory(size: number, seed = 3, name = "thing"): Promise<LogInMemory> {
  const events = Array.from({ length: size }, (_, i) =>
    JSON.stringify({
      Format: "indelible-event/3",
      Id: `Events-${i + 1}`,
      Message: `${name} ${i} was created`,
    }),
  );
  const entries = events.map((text) => Buffer.from(sha256Hex(text), "hex"));
  const growth = growLog(EMPTY_LOG_EDGE, entries);
  const files = new Map(growth.files.map(({ path, bytes }) => [path, bytes]));
  const key = await newSignerKey(ORIGIN, "note", new Uint8Array(32).fill(seed));
  const checkpoint = formatCheckpoint({ origin: ORIGIN, extensions: [], ...growth.tree });
  return {
    events,
    files,
    reader: { readFile: async (path) => files.get(path) },
    tree: growth.tree,
    note: await signNote(checkpoint, [createSigner(key)]),
    verifierKey: formatVerifierKey(key),
  };
}
