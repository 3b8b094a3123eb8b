import type { Json } from "@indelible/trail";
import type { TrailReader } from "../ports/trail-reader.ts";
import { documentOfSnapshot, snapshotId } from "./snapshot-id.ts";

/** Whether a document still is what it was when a snapshot of it was taken; true for no snapshot. */
export async function isCurrent(trail: TrailReader, snapshot: Json | undefined): Promise<boolean> {
  if (typeof snapshot !== "string" || snapshot === "") return true;
  const [document] = await trail.documents([documentOfSnapshot(snapshot) ?? ""]);
  return document !== undefined && snapshotId(document) === snapshot;
}
