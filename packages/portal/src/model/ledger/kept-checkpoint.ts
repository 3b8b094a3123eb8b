import type { Memory } from "./known-ledger.ts";

/** A checkpoint that this browser verified, with the key that it was verified with. */
export interface KeptCheckpoint {
  /** The signed note, byte for byte. */
  readonly note: string;
  /** A C2SP verifier key string. */
  readonly verifierKey: string;
}

/** The last checkpoint of each ledger that this browser saw on this server, by origin. */
export type KeptCheckpoints = ReadonlyMap<string, KeptCheckpoint>;

/** The key of the checkpoints in the storage. */
const KEY = "indelible.checkpoints";

/** The kept checkpoints; those that cannot be read are left out. */
export function keptCheckpoints(memory: Memory): KeptCheckpoints {
  return new Map(
    Object.entries(parseObject(memory.getItem(KEY))).flatMap(([origin, value]) => {
      const kept = parseKept(value);
      return kept === undefined ? [] : [[origin, kept]];
    }),
  );
}

/**
 * Keeps `next` for a ledger if the storage still has `before`, the checkpoint that `next` was
 * compared with; undefined: none. Otherwise another tab has kept one, and nothing is stored.
 */
export function keepCheckpoint(
  memory: Memory,
  origin: string,
  before: KeptCheckpoint | undefined,
  next: KeptCheckpoint,
): void {
  const all = keptCheckpoints(memory);
  if (all.get(origin)?.note !== before?.note) return;
  memory.setItem(KEY, JSON.stringify(Object.fromEntries([...all, [origin, next]])));
}

function parseKept(value: unknown): KeptCheckpoint | undefined {
  const { note, verifierKey } = Object(value);
  if (typeof note !== "string" || typeof verifierKey !== "string") return undefined;
  return { note, verifierKey };
}

// Any code in this browser can have changed the stored value.
function parseObject(text: string | null): Readonly<Record<string, unknown>> {
  try {
    return { ...JSON.parse(text ?? "{}") };
  } catch {
    return {};
  }
}
