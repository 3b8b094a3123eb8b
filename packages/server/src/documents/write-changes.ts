import {
  type Act,
  type Attachment,
  type Creation,
  type DocumentChange,
  type DocumentType,
  type JsonObject,
  type ReadRequest,
  referencesOf,
  type Snapshot,
  type StoredDocument,
  type Trail,
} from "@indelible/trail";
import type { HookRegistry } from "./document-hooks.ts";

/** Dependencies of `writeChanges`. */
export interface WriteTools {
  readonly trail: Trail;
  /** By prefix of the type. */
  readonly hooks: HookRegistry;
}

/** What to commit with changes, in addition to what the hooks of their types add. */
export interface WithChanges {
  readonly extra?: readonly DocumentChange[] | undefined;
  readonly attachments?: readonly Attachment[] | undefined;
}

/**
 * Commits changes with the extra ones and with what the hooks of their types add. Returns the
 * documents written, those of `changes` first. Fails like `Trail.commit`.
 */
export async function writeChanges(
  { trail, hooks }: WriteTools,
  act: Act,
  snapshot: Snapshot,
  changes: readonly DocumentChange[],
  { extra = [], attachments = [] }: WithChanges = {},
): Promise<readonly StoredDocument[]> {
  const found = changes.map((change) => hooks[change.type.prefix]?.cascadeChanges?.(change) ?? []);
  const drafts = [...extra, ...(await Promise.all(found)).flat()];
  const more = drafts.length === 0 ? undefined : await trail.read(needsOf(drafts));
  const along = more === undefined ? [] : drafts.map((draft) => withId(draft, more));
  const all = [...changes, ...along];
  const related = all.map(async (change): Promise<DocumentChange> => {
    const relatedIds = await hooks[change.type.prefix]?.relatedIds?.(change, all);
    return { ...change, relatedIds: [...(change.relatedIds ?? []), ...(relatedIds ?? [])] };
  });
  const known = more === undefined ? snapshot : snapshot.with(more);
  const own = all.flatMap((change) => hooks[change.type.prefix]?.attachments?.(change) ?? []);
  const attached = [...own, ...attachments];
  const { documents } = await trail.commit(act, known, await Promise.all(related), attached);
  return documents;
}

/** The ids that a body refers to. */
export function mentionsOf(type: DocumentType, body: JsonObject): string[] {
  return referencesOf(type, body).map(({ id }) => id);
}

/** How many ids of each prefix the creations need. */
export function idsWanted(creations: readonly Creation[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type, id } of creations) {
    // Companions whose ids derive from their owner's have one already.
    if (id === "") counts[type.prefix] = (counts[type.prefix] ?? 0) + 1;
  }
  return counts;
}

function needsOf(changes: readonly DocumentChange[]): ReadRequest {
  const written = changes.flatMap((change) => ("body" in change ? [change] : []));
  return {
    mentions: written.flatMap(({ type, body }) => mentionsOf(type, body)),
    newIds: idsWanted(changes.filter((change) => change.kind === "create")),
    events: changes.length,
  };
}

function withId(change: DocumentChange, snapshot: Snapshot): DocumentChange {
  if (change.kind !== "create" || change.id !== "") return change;
  return { ...change, id: snapshot.takeId(change.type.prefix) };
}
