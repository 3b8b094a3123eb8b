import { type Database, errorField, sqlState } from "../database/database.ts";
import type { NamedDocument, StoredDocument } from "../document/stored-document.ts";
import { TrailError } from "../errors.ts";
import type { Act, PersonalMember, TrailEvent } from "../event/event.ts";
import { equals } from "../json/json.ts";
import type { Attachment } from "./attachment.ts";
import { CHANGES_MAX, type DocumentChange } from "./change.ts";
import { type BoundStatement, commitStatement } from "./commit-statement.ts";
import { type CommitRows, planCommit } from "./plan.ts";
import { type PreparedChange, type PrepareTools, prepareChange } from "./prepare.ts";
import { readSnapshot } from "./read.ts";
import { countEvents } from "./record-event.ts";
import { referencesOf } from "./relations.ts";
import type { Snapshot } from "./snapshot.ts";

/** What `commit` needs besides the act: the world outside, handed in by the composition root. */
export interface CommitTools extends PrepareTools {
  readonly database: Database;
  readonly scopeTypes: ReadonlySet<string>;
  /** The members of events that are recorded as commitments. */
  readonly personalMembers: ReadonlySet<PersonalMember>;
  clock(): Date;
  sha256(text: string): string;
  /** 16 random bytes, base64url. */
  newSalt(): string;
}

/** What a commit did. */
export interface Committed {
  /** The documents created or modified, as stored, in the order of the changes. */
  readonly documents: readonly StoredDocument[];
  readonly events: readonly TrailEvent[];
}

/**
 * Writes changes and the events that record them, in one statement: both land or neither does (I1,
 * I2), and so do the rows of the service's own tables that are attached. A modification that changes
 * nothing is left out, and yields no event.
 *
 * Fails with `stale` when a document was changed or deleted since `snapshot` was read or an attached
 * row was not touched, `duplicate`
 * when a unique value is taken, `missing-reference` or `still-referenced` when a document would
 * name one that does not exist, `limit` when the act holds too many changes, `key-changed` when the
 * master key is no longer the one that the sealer goes by.
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
  const occurred = tools.clock();
  const written = new Set(effective);
  const documents = prepared.flatMap((change) =>
    written.has(change) ? storedAfter(change, occurred, act) : storedBefore(change),
  );
  const attached = attachments.filter((attachment) => attachment.rows.length > 0);
  if (effective.length + attached.length === 0) return { documents, events: [] };
  const named = namedWith(snapshot, effective);
  const numbers = await eventNumbers(tools.database, snapshot, effective);
  const { sealer } = tools;
  const nonceOf = (text: string) => sealer.nonce(text);
  const context = { ...tools, act, occurred, named, numbers, nonceOf };
  const { rows, events } = planCommit(context, effective);
  const bound = commitStatement(rows, sealer.generation, attached);
  await write(tools.database, bound, rows, effective);
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

/** Documents that this commit creates may be named by its other changes. */
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
    named.set(id, { id, type: type.prefix, spaceId, title: type.title(after), owners });
  }
  return named;
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

/** The database's refusals in the trail's own words; any other error as it came. */
function explained(cause: unknown, rows: CommitRows, changes: readonly PreparedChange[]): unknown {
  switch (sqlState(cause)) {
    case STALE:
      return new TrailError("stale", "The document was changed by someone else meanwhile.", {
        cause,
      });
    case KEY_CHANGED:
      return new TrailError(
        "key-changed",
        "The master key was changed while this server was running: nothing can be written until it is started with the new one.",
        { cause },
      );
    case UNIQUE_VIOLATION:
      return duplicate(cause, rows, changes);
    case FOREIGN_KEY_VIOLATION:
      return new TrailError(
        "still-referenced",
        "Another document needs one that would be deleted, or one that is named was deleted meanwhile.",
        { cause },
      );
    default:
      return cause;
  }
}

function duplicate(
  cause: unknown,
  rows: CommitRows,
  changes: readonly PreparedChange[],
): TrailError {
  const detail = errorField(cause, "detail");
  const taken = rows.keys.find(({ key }) => detail.includes(`(${key})`));
  const change = changes.find(({ id }) => id === taken?.document_id);
  const value = change?.after?.[String(taken?.field)];
  const message =
    taken === undefined || change === undefined
      ? "A document with this id already exists."
      : `Another ${change.type.label} already has the ${taken.field} '${value}'.`;
  return new TrailError("duplicate", message, { cause });
}
