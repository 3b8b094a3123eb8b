import { type Interruption, interruptions } from "@indelible/domain";
import type { DocumentChange, StoredDocument } from "@indelible/trail";
import type { TrailReader } from "../ports/trail-reader.ts";

/** Questions of one task that are read; the newest. */
const QUESTIONS_MAX = 100;

/** The interruptions that a task has raised, answered ones too. */
export async function questionsOf(
  trail: Pick<TrailReader, "list">,
  taskId: string,
): Promise<readonly StoredDocument<Interruption>[]> {
  const { documents } = await trail.list({
    type: interruptions,
    containing: [[{ TaskId: taskId }]],
    skip: 0,
    take: QUESTIONS_MAX,
  });
  return documents;
}

/** A change whose events also relate to these ids. */
export function alsoRelated(change: DocumentChange, ids: readonly string[]): DocumentChange {
  return { ...change, relatedIds: [...(change.relatedIds ?? []), ...ids] };
}
