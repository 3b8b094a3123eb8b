import {
  appendLeaves,
  createSigner,
  EMPTY_EDGE,
  edgeTree,
  emptyRoot,
  formatCheckpoint,
  type Hash,
  hashLeaf,
  newSignerKey,
  proveConsistency,
  signNote,
  type TreeHead,
} from "@indelible/ledger";

/** The name of the sample log. */
export const ORIGIN = "example.org/log";
/** The key of the sample log. */
export const logKey = await newSignerKey(ORIGIN, "note", new Uint8Array(32).fill(1));

/** A log of which any prefix can be signed. */
export interface SampleLog {
  headAt(size: number): TreeHead;
  prove(from: number, to: number): Promise<Hash[]>;
  checkpointAt(size: number, key?: typeof logKey): Promise<string>;
}

/** A log of leaves "<name><n>"; the first `common` leaves are the same in all logs. */
export function logOf(name: string, size: number, common = 0): SampleLog {
  const leaves = Array.from({ length: size }, (_, i) =>
    hashLeaf(Buffer.from(`${i < common ? "common" : name}${i}`)),
  );
  const { nodes } = appendLeaves(EMPTY_EDGE, leaves);
  const stored = new Map(nodes.map((node) => [`${node.level}/${node.index}`, node.hash]));
  const reader = {
    readHashes: async (wanted: readonly { level: number; index: number }[]) =>
      wanted.map(({ level, index }) => stored.get(`${level}/${index}`) ?? emptyRoot()),
  };
  const headAt = (at: number) => edgeTree(appendLeaves(EMPTY_EDGE, leaves.slice(0, at)).edge);
  return {
    headAt,
    prove: (from, to) => proveConsistency(from, to, reader),
    checkpointAt: (at, key = logKey) =>
      signNote(formatCheckpoint({ origin: ORIGIN, ...headAt(at), extensions: [] }), [
        createSigner(key),
      ]),
  };
}
