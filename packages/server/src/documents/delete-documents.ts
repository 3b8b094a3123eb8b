import type { DocumentDefinition } from "@indelible/domain";
import type { Caller } from "@indelible/kernel";
import { isStale, retryOnConflict } from "@indelible/kernel";
import type { Dependents, JsonObject, Snapshot, StoredDocument } from "@indelible/trail";
import { deletion, TrailError } from "@indelible/trail";
import type { AccessTools, DocumentAccess } from "./document-access.ts";
import { hooksOf } from "./document-hooks.ts";
import { documentInUse } from "./document-in-use.ts";
import { writeChanges } from "./write-changes.ts";

/** Dependencies of `deleteDocuments`. */
export interface DeletionTools extends AccessTools {
  readonly access: DocumentAccess;
}

/** A document to delete. */
interface Target extends Pick<Dependents, "obstacles"> {
  readonly target: StoredDocument;
  /** The target, then what is deleted with it. */
  readonly documents: readonly StoredDocument[];
  readonly snapshot: Snapshot;
}

/**
 * Deletes several documents of a type, and what depends on them, in one commit with one event each:
 * when one is refused, none is deleted. After a conflict, all is read and checked again.
 */
export function deleteDocuments<Body extends JsonObject>(
  tools: DeletionTools,
  caller: Caller,
  definition: DocumentDefinition<Body>,
  spaceId: string | null,
  references: readonly string[],
): Promise<void> {
  return retryOnConflict(async () => {
    const found: Target[] = [];
    for (const reference of references) {
      found.push(await readTarget(tools, caller, definition, spaceId, reference));
    }
    const documents = new Map(found.flatMap((one) => one.documents.map((it) => [it.id, it])));
    for (const one of found) checkUnused(tools, caller, one, documents);
    const [first, ...others] = found.map(({ snapshot }) => snapshot);
    if (first === undefined) return;
    const snapshot = others.reduce((all, one) => all.with(one), first);
    const changes = [...documents.values()].map((before) =>
      deletion(tools.definitions.get(before.type), before),
    );
    await writeChanges(tools, caller.act(), snapshot, changes);
  }, isDeletionConflict);
}

/** The documents that are deleted with a document, and those that prevent its deletion. */
export async function dependentsOf(
  { trail, hooks }: Pick<DeletionTools, "trail" | "hooks">,
  document: StoredDocument,
): Promise<Dependents> {
  const { cascade, obstacles } = await trail.dependents(document.id);
  const users = (await hooks[document.type]?.usedBy?.(document)) ?? [];
  return { cascade, obstacles: [...obstacles, ...users] };
}

/** Reads a document that the caller may delete, and its dependents. */
async function readTarget<Body extends JsonObject>(
  tools: DeletionTools,
  caller: Caller,
  definition: DocumentDefinition<Body>,
  spaceId: string | null,
  reference: string,
): Promise<Target> {
  const { trail, access, hooks } = tools;
  const reads = { events: 1 };
  const read = await access.target(caller, definition, "delete", spaceId, reference, reads);
  const { before: target, snapshot } = read;
  await hooksOf(hooks, definition).checkDelete?.(target, caller);
  const { cascade, obstacles } = await dependentsOf(tools, target);
  const found = { target, documents: [target, ...cascade], obstacles };
  if (cascade.length === 0) return { ...found, snapshot };
  // What they refer to, for their events.
  const more = await trail.read({ ids: cascade.map(({ id }) => id), events: cascade.length });
  return { ...found, snapshot: snapshot.with(more) };
}

/** Fails if a document is used by others that are not deleted with it. */
function checkUnused(
  { definitions, access }: DeletionTools,
  caller: Caller,
  { target, obstacles }: Target,
  deleted: ReadonlyMap<string, StoredDocument>,
): void {
  const left = obstacles.filter(({ id }) => !deleted.has(id));
  if (left.length === 0) return;
  throw documentInUse(definitions.get(target.type), target, left, (obstacle) => {
    if (!access.maySee(caller, obstacle)) return undefined;
    return `${definitions.get(obstacle.type).label} '${obstacle.title}'`;
  });
}

/** Whether a document to delete, or one that refers to it, was changed after it was read. */
function isDeletionConflict(error: unknown): boolean {
  return isStale(error) || (error instanceof TrailError && error.code === "still-referenced");
}
