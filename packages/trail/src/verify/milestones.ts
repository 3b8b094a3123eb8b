import { formatHash, type TreeHead } from "@indelible/ledger";
import type { CheckedCheckpoint } from "./checkpoint-stream.ts";
import type { Finding } from "./finding.ts";
import type { TreeWalk } from "./tree-walk.ts";

/** A size at which the tree is known: by a stored checkpoint, by one that a user kept, or both. */
export interface Milestone extends CheckedCheckpoint {
  /** What was kept, unless the stored checkpoint says the same. */
  readonly kept?: TreeHead;
}

/** The checkpoints with the kept one, if any, in its place among them. */
export async function* withKept(
  checkpoints: AsyncIterable<CheckedCheckpoint>,
  kept: TreeHead | undefined,
): AsyncGenerator<Milestone> {
  let ahead = kept;
  for await (const checkpoint of checkpoints) {
    if (ahead !== undefined && ahead.size < checkpoint.size) {
      yield onlyKept(ahead);
      ahead = undefined;
    }
    if (ahead?.size !== checkpoint.size) yield checkpoint;
    else {
      const isSame = isEqual(checkpoint.signed, ahead);
      yield isSame ? checkpoint : { ...checkpoint, kept: ahead };
      ahead = undefined;
    }
  }
  if (ahead !== undefined) yield onlyKept(ahead);
}

/** Holds the tree against a milestone of its size, and returns what is wrong. */
export function meet(walk: TreeWalk, { signed, kept, findings }: Milestone): Finding[] {
  const isForked = kept !== undefined && !walk.reaches(kept.root);
  if (signed !== undefined) walk.checkpoint(signed);
  return isForked ? [...findings, forked(kept)] : [...findings];
}

/** What is wrong with milestones that the log does not reach. */
export function unreached(milestones: readonly Milestone[], entries: number): Finding[] {
  const signed = milestones.filter((milestone) => milestone.signed !== undefined).at(-1);
  const kept = milestones.find((milestone) => milestone.kept !== undefined);
  const holds = `but it has ${entries} entries.`;
  return [
    ...milestones.flatMap(({ findings }) => findings),
    ...(signed ? [cut(entries, `The log was signed at size ${signed.size}, ${holds}`)] : []),
    ...(kept ? [cut(entries, `The kept checkpoint is of size ${kept.size}, ${holds}`)] : []),
  ];
}

function onlyKept(kept: TreeHead): Milestone {
  return { size: kept.size, signed: undefined, findings: [], kept };
}

function isEqual(a: TreeHead | undefined, b: TreeHead): boolean {
  return a?.size === b.size && formatHash(a.root) === formatHash(b.root);
}

function forked({ size }: TreeHead): Finding {
  const detail = `The log does not contain the kept checkpoint of size ${size}.`;
  return { kind: "forked", eventId: null, index: null, detail };
}

function cut(index: number, detail: string): Finding {
  return { kind: "truncated", eventId: null, index, detail };
}
