import type { Json, Trail } from "@indelible/trail";
import { documentOfSnapshot, snapshotId } from "./snapshot-id.ts";

/** Whether a document still is what it was when a snapshot of it was taken; true for no snapshot. */
export async function isCurrent(trail: Trail, snapshot: Json | undefined): Promise<boolean> {
  if (typeof snapshot !== "string" || snapshot === "") return true;
  const [document] = await trail.documents([documentOfSnapshot(snapshot) ?? ""]);
  return document !== undefined && snapshotId(document) === snapshot;
}
