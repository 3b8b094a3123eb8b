import type { TrailReader } from "../ports/trail-reader.ts";
import { documentOfSnapshot, snapshotId } from "./snapshot-id.ts";

/** Whether a document is unchanged since a snapshot of it was taken; true for no snapshot. */
export async function isCurrent(
  trail: TrailReader,
  snapshot: string | null | undefined,
): Promise<boolean> {
  if (!snapshot) return true;
  const [document] = await trail.documents([documentOfSnapshot(snapshot) ?? ""]);
  return document !== undefined && snapshotId(document) === snapshot;
}
