import { type Database, errorField, sqlState } from "../database/database.ts";
import type { NamedDocument, StoredDocument } from "../document/stored-document.ts";
import { TrailError } from "../errors.ts";
import type { Act, PersonalMember, TrailEvent } from "../event/event.ts";
import { equals } from "../json/json.ts";
import type { Attachment } from "./attachment.ts";
import { CHANGES_MAX, type DocumentChange } from "./change.ts";
import { checkSize } from "./check-size.ts";
import { type BoundStatement, commitStatement } from "./commit-statement.ts";
import { type CommitRows, planCommit } from "./plan.ts";
import { type PreparedChange, type PrepareTools, prepareChange } from "./prepare.ts";
import { readSnapshot } from "./read.ts";
import { countEvents, namesNeeded } from "./record-event.ts";
import { referencesOf, tagsOf } from "./relations.ts";
import type { Snapshot } from "./snapshot.ts";
import type { WrittenEvents } from "./written-events.ts";

/** The dependencies of `commit`. */
export interface CommitTools extends PrepareTools {
  readonly database: Database;
  readonly scopeTypes: ReadonlySet<string>;
  /** The members of events that are recorded as commitments. */
  readonly personalMembers: ReadonlySet<PersonalMember>;
  clock(): Date;
  sha256(text: string): string;
  /** Remembers the events that are written, for this process's sequencer. */
  readonly written?: WrittenEvents | undefined;
  /** 16 random bytes, base64url. */
  newSalt(): string;
}

/** The result of a commit. */
export interface Committed {
  /** The documents created or modified, as stored, in the order of the changes. */
  readonly documents: readonly StoredDocument[];
  readonly events: readonly TrailEvent[];
}

/**
 * Writes changes, the events that record them, and the attached rows of the service's own tables,
 * in one statement: all or nothing (I1, I2). A modification without an effect is skipped, without
 * an event.
 *
 * Fails with `stale` when a document was changed or deleted since `snapshot` was read or an
 * attached row was not touched, `duplicate` when a unique value is in use, `missing-reference` or
 * `still-referenced` when a document would refer to one that does not exist, `limit` when the act
 * has too many changes, or a document or event is too large, `refused` when a rule of the service in the database does not allow it,
 * `key-changed` when the sealer's master key is no longer the current one.
 */
export async function commit(
  tools: CommitTools,
  act: Act,
  snapshot: Snapshot,
  changes: readonly DocumentChange[],
  attachments: readonly Attachment[] = [],
): Promise<Committed> {
  if (changes.length > CHANGES_MAX) {
    throw new TrailError("limit", `One act changes at most ${CHANGES_MAX} documents.`);
  }
  const prepared = await Promise.all(changes.map((change) => prepareChange(change, tools)));
  const effective = prepared.filter((change) => !changesNothing(change));
  for (const change of effective) checkSize(change);
  const occurred = tools.clock();
  const written = new Set(effective);
  const documents = prepared.flatMap((change) =>
    written.has(change) ? storedAfter(change, occurred, act) : storedBefore(change),
  );
  const attached = attachments.filter((attachment) => attachment.rows.length > 0);
  if (effective.length + attached.length === 0) return { documents, events: [] };
  const named = await completed(tools, namedWith(snapshot, effective), effective);
  const numbers = await eventNumbers(tools.database, snapshot, effective);
  const { sealer } = tools;
  const nonceOf = (text: string) => sealer.nonce(text);
  const context = { ...tools, act, occurred, named, numbers, nonceOf };
  const { rows, events } = planCommit(context, effective);
  const bound = commitStatement(rows, sealer.generation, attached);
  await write(tools.database, bound, rows, effective);
  for (const { id, digest } of rows.events) tools.written?.add(Number(id), String(digest));
  return { documents, events };
}

function changesNothing({ change, before, after }: PreparedChange): boolean {
  return change.kind === "modify" && equals(before ?? {}, after ?? {});
}

function storedBefore({ change }: PreparedChange): StoredDocument[] {
  return change.kind === "modify" ? [change.before] : [];
}

function storedAfter(prepared: PreparedChange, occurred: Date, act: Act): StoredDocument[] {
  const { change, type, id, spaceId, version, after } = prepared;
  if (change.kind === "delete" || change.kind === "note" || after === undefined) return [];
  const modifiedBy = act.actor.username;
  const title = type.title(after);
  return [
    {
      id,
      type: type.prefix,
      spaceId,
      version,
      title,
      body: after,
      modifiedOn: occurred,
      modifiedBy,
    },
  ];
}

/** Other changes may refer to the documents that this commit creates. */
function namedWith(
  snapshot: Snapshot,
  changes: readonly PreparedChange[],
): Map<string, NamedDocument> {
  const named = new Map(snapshot.named);
  for (const { change, type, id, spaceId, after } of changes) {
    if (change.kind === "delete" || after === undefined) continue;
    const owners = referencesOf(type, after)
      .filter(({ rule }) => rule.follows === true)
      .map((reference) => reference.id);
    const [title, tags] = [type.title(after), tagsOf(type, after)];
    named.set(id, { id, type: type.prefix, spaceId, title, owners, tags });
  }
  return named;
}

/**
 * The documents that events name, or belong to through others, also those that the act did not read:
 * otherwise an event would lack a relation or show an id in place of a name.
 */
async function completed(
  { database, scopeTypes }: CommitTools,
  named: ReadonlyMap<string, NamedDocument>,
  changes: readonly PreparedChange[],
): Promise<ReadonlyMap<string, NamedDocument>> {
  const needed = changes.flatMap((change) => namesNeeded(change, scopeTypes));
  const mentions = [...new Set(needed)].filter((id) => !named.has(id));
  if (mentions.length === 0) return named;
  const more = await readSnapshot(database, { mentions });
  return new Map([...more.named, ...named]);
}

async function eventNumbers(
  database: Database,
  snapshot: Snapshot,
  changes: readonly PreparedChange[],
): Promise<number[]> {
  const needed = changes.reduce((sum, change) => sum + countEvents(change), 0);
  const numbers = snapshot.takeEventNumbers(needed);
  if (numbers.length === needed) return numbers;
  const missing = needed - numbers.length;
  const more = await readSnapshot(database, { events: missing });
  return [...numbers, ...more.takeEventNumbers(missing)];
}

async function write(
  database: Database,
  { statement, values }: BoundStatement,
  rows: CommitRows,
  changes: readonly PreparedChange[],
): Promise<void> {
  try {
    await database.query(statement, values);
  } catch (error) {
    throw explained(error, rows, changes);
  }
}

const FOREIGN_KEY_VIOLATION = "23503";
const UNIQUE_VIOLATION = "23505";
const STALE = "TR409";
const KEY_CHANGED = "TR423";
/** Raised by rules that a service adds to the database, with a message for users. */
const REFUSED = "TR422";

/** Translates refusals of the database to errors of the trail; other errors are unchanged. */
function explained(cause: unknown, rows: CommitRows, changes: readonly PreparedChange[]): unknown {
  switch (sqlState(cause)) {
    case STALE:
      return new TrailError("stale", "The document was changed by someone else in the meantime.", {
        cause,
      });
    case KEY_CHANGED:
      return new TrailError(
        "key-changed",
        "The master key was changed while this server was running: nothing can be written until it is started with the new one.",
        { cause },
      );
    case REFUSED:
      return new TrailError("refused", messageOf(cause), { cause });
    case UNIQUE_VIOLATION:
      return duplicate(cause, rows, changes);
    case FOREIGN_KEY_VIOLATION:
      return new TrailError(
        "still-referenced",
        "Another document refers to one that would be deleted, or a document that is referred to was deleted in the meantime.",
        { cause },
      );
    default:
      return cause;
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function duplicate(
  cause: unknown,
  rows: CommitRows,
  changes: readonly PreparedChange[],
): TrailError {
  const detail = errorField(cause, "detail");
  const taken = rows.keys.find(({ key }) => detail.includes(`(${key})`));
  const field = taken === undefined ? undefined : String(taken.field);
  const change = changes.find(({ id }) => id === taken?.document_id);
  const value = change?.after?.[field ?? ""];
  const message =
    field === undefined || change === undefined
      ? "A document with this id already exists."
      : `Another ${change.type.label} already has the ${field} '${value}'.`;
  return new TrailError("duplicate", message, { cause, field });
}
