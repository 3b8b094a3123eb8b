import type { DocumentType } from "../document/document-type.ts";
import type { NamedDocument } from "../document/stored-document.ts";
import {
  type EventOfFormat3,
  eventNumber,
  type PersonalMember,
  type TrailEvent,
  termsOf,
} from "../event/event.ts";
import { withNonce } from "../event/nonce.ts";
import { type PersonalValues, withCommitments } from "../event/personal.ts";
import { canonicalize } from "../json/canonical.ts";
import type { JsonObject } from "../json/json.ts";
import { checkEventSize } from "./check-size.ts";
import { linksOf } from "./links.ts";
import type { PreparedChange } from "./prepare.ts";
import { type RecordContext, recordEvents } from "./record-event.ts";
import { missingReference, referencesOf } from "./relations.ts";
import { type UniqueKey, uniqueKeysOf } from "./unique-keys.ts";

/** The rows of one commit, which sql/commit.sql writes. */
export interface CommitRows {
  readonly inserts: JsonObject[];
  readonly updates: JsonObject[];
  readonly deletes: JsonObject[];
  readonly links: JsonObject[];
  readonly unlinks: JsonObject[];
  readonly keys: JsonObject[];
  readonly unkeys: JsonObject[];
  readonly events: JsonObject[];
  readonly personal: JsonObject[];
}

/** The dependencies of planning. */
export interface PlanContext extends RecordContext {
  /** Event numbers, as many as the changes yield events. */
  readonly numbers: number[];
  /** SHA-256 in lower-case hexadecimal. */
  sha256(text: string): string;
  /** The nonce of the event with this canonical text, its nonce left empty; see `Sealer`. */
  nonceOf(text: string): string;
  /** The members of events that are recorded as commitments. */
  readonly personalMembers: ReadonlySet<PersonalMember>;
  /** 16 random bytes, base64url. */
  newSalt(): string;
}

/**
 * Computes every row of a commit, without reading or writing anything. Fails with
 * `missing-reference` when a body refers to a document that does not exist or is of another type.
 */
export function planCommit(
  context: PlanContext,
  changes: readonly PreparedChange[],
): { rows: CommitRows; events: TrailEvent[] } {
  const rows = emptyRows();
  const numbers = [...context.numbers];
  const events: TrailEvent[] = [];
  for (const change of changes) {
    planDocument(rows, context, change);
    const recorded = recordEvents(context, change, numbers);
    numbers.splice(0, recorded.length);
    for (const event of recorded) events.push(addEventRows(rows, context, change.type, event));
  }
  return { rows, events };
}

/** Empty rows, to be filled. */
export function emptyRows(): CommitRows {
  return {
    inserts: [],
    updates: [],
    deletes: [],
    links: [],
    unlinks: [],
    keys: [],
    unkeys: [],
    events: [],
    personal: [],
  };
}

/**
 * Adds the rows of the document itself, its links and unique keys: those that every save writes.
 */
export function planDocument(
  rows: CommitRows,
  context: Pick<PlanContext, "act" | "named" | "occurred">,
  change: PreparedChange,
): void {
  checkReferences(change, context.named);
  addDocumentRows(rows, context, change);
  addLinkRows(rows, change);
  addKeyRows(rows, change);
}

function checkReferences(change: PreparedChange, named: ReadonlyMap<string, NamedDocument>): void {
  if (change.after === undefined || change.before === change.after) return;
  const old = new Set(idsOf(change, change.before));
  for (const { rule, id } of referencesOf(change.type, change.after)) {
    const target = named.get(id);
    if (target !== undefined && rule.to.includes(target.type) && isReachable(change, target)) {
      continue;
    }
    if (old.has(id)) continue;
    const field = rule.at.slice(1).replaceAll("/*", "").replaceAll("/", ".");
    throw missingReference(change.type.label, { field, to: rule.to, id });
  }
}

/** Documents of a space may refer only to documents of the same space and of the installation. */
function isReachable(change: PreparedChange, target: NamedDocument): boolean {
  const free = target.spaceId === null || change.spaceId === null;
  return free || target.spaceId === change.spaceId;
}

function idsOf(change: PreparedChange, body: JsonObject | undefined): string[] {
  return body === undefined ? [] : referencesOf(change.type, body).map(({ id }) => id);
}

function addDocumentRows(
  rows: CommitRows,
  context: Pick<PlanContext, "act" | "occurred">,
  change: PreparedChange,
): void {
  const { change: asked, type, id, after } = change;
  if (asked.kind === "delete") {
    rows.deletes.push({ id, version: asked.before.version });
  } else if (asked.kind !== "note" && after !== undefined) {
    const row = {
      id,
      title: type.title(after),
      sort_key: type.sortKey(after),
      body: after,
      modified_on: context.occurred.toISOString(),
      modified_by: context.act.actor.username,
    };
    if (asked.kind === "modify") rows.updates.push({ ...row, version: asked.before.version });
    else rows.inserts.push({ ...row, type: type.prefix, space_id: change.spaceId });
  }
}

function addLinkRows(rows: CommitRows, change: PreparedChange): void {
  if (change.after === undefined) return;
  const old = linksOf(change.type, change.before);
  const now = linksOf(change.type, change.after);
  for (const [to, { follows, cascades }] of now) {
    if (!old.has(to)) rows.links.push({ from_id: change.id, to_id: to, follows, cascades });
  }
  for (const to of old.keys()) {
    if (!now.has(to)) rows.unlinks.push({ from_id: change.id, to_id: to });
  }
}

function addKeyRows(rows: CommitRows, change: PreparedChange): void {
  if (change.after === undefined) return;
  const old = keysOf(change, change.before);
  const now = keysOf(change, change.after);
  for (const [key, { field }] of now) {
    if (!old.has(key)) rows.keys.push({ key, field, document_id: change.id });
  }
  for (const key of old.keys()) if (!now.has(key)) rows.unkeys.push({ key });
}

function keysOf(change: PreparedChange, body: JsonObject | undefined): Map<string, UniqueKey> {
  return new Map(uniqueKeysOf(change.type, change.spaceId, body).map((key) => [key.key, key]));
}

/** Returns the event as it is recorded: with its nonce and its commitments. */
function addEventRows(
  rows: CommitRows,
  context: PlanContext,
  { label }: DocumentType,
  composed: EventOfFormat3,
): EventOfFormat3 {
  const { personalMembers, newSalt, sha256 } = context;
  const { event, values } = withCommitments(composed, personalMembers, newSalt, sha256);
  const number = eventNumber(event);
  addPersonalRows(rows, number, values);
  const text = canonicalize(event);
  checkEventSize(label, text);
  const Nonce = context.nonceOf(text);
  const body = withNonce(text, Nonce);
  rows.events.push({
    id: number,
    occurred: event.Occurred,
    space_id: event.SpaceId,
    scopes: event.Scopes,
    body,
    digest: context.sha256(body),
    terms: termsOf(event),
  });
  return { ...event, Nonce };
}

function addPersonalRows(rows: CommitRows, event_id: number, values: PersonalValues): void {
  for (const [member, { salt, value }] of Object.entries(values)) {
    rows.personal.push({ event_id, member, salt, value });
  }
}
