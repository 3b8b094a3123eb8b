import { differences } from "../differences/differences.ts";
import type { MessagePart } from "../document/document-type.ts";
import { type NamedDocument, prefixOf } from "../document/stored-document.ts";
import type { Act, EventMembers, EventOfFormat2, SecretDigests } from "../event/event.ts";
import { composeMessage } from "../event/message.ts";
import type { JsonObject } from "../json/json.ts";
import { type DigestKeys, secretDigests } from "../secrets/secret-digests.ts";
import { shownDocument } from "../secrets/shown-document.ts";
import type { PreparedChange } from "./prepare.ts";
import { relatedIds } from "./relations.ts";

/** What every event of one commit shares. */
export interface RecordContext {
  readonly act: Act;
  readonly occurred: Date;
  /** Titles and owners of all documents that the commit has read or creates. */
  readonly named: ReadonlyMap<string, NamedDocument>;
  /** Prefixes of the document types whose ids determine who may see an event. */
  readonly scopeTypes: ReadonlySet<string>;
  readonly sealer: DigestKeys;
}

/** What distinguishes events of a change: category, message, the change it shows, and its secrets. */
interface EventDraft {
  readonly category: string;
  readonly message: readonly MessagePart[];
  readonly details: EventMembers["ChangeDetails"];
  readonly secrets: SecretDigests | null;
}

const VERBS = { create: "was created", modify: "was changed", delete: "was deleted" } as const;
const CATEGORIES = { create: "Created", modify: "Modified", delete: "Deleted" } as const;
const NO_STATE = { details: { DocumentContext: null, Differences: null }, secrets: null } as const;

/** The number of events of a change: one for itself, and its signals. */
export function countEvents(change: PreparedChange): number {
  return 1 + signalsOf(change).length;
}

/**
 * The events of one change, in order and without nonces; `numbers` has as many as `countEvents`
 * returns.
 */
export function recordEvents(
  context: RecordContext,
  change: PreparedChange,
  numbers: readonly number[],
): EventOfFormat2[] {
  return draftsOf(context, change).map((draft, index) => ({
    Format: "indelible-event/2",
    Id: `Events-${numbers[index]}`,
    Occurred: context.occurred.toISOString(),
    SpaceId: change.spaceId,
    Category: draft.category,
    DocumentType: change.type.prefix,
    DocumentId: change.id,
    DocumentVersion: change.version,
    ...actorFields(context.act),
    ...placeFields(context, change),
    ...messageFields(context, draft),
    ChangeDetails: draft.details,
    SecretDigests: draft.secrets,
    Image: null,
    Personal: null,
    Trace: null,
    Nonce: "",
  }));
}

function actorFields({ actor, correlationId, comment }: Act) {
  return {
    UserId: actor.userId,
    Username: actor.username,
    IsService: actor.isService,
    IdentityEstablishedWith: actor.identityEstablishedWith,
    UserAgent: actor.userAgent,
    IpAddress: actor.ipAddress,
    ApiKeyId: actor.apiKeyId,
    ApiKeyHint: actor.apiKeyHint,
    CorrelationId: correlationId,
    Comments: comment ?? null,
  };
}

function placeFields(context: RecordContext, change: PreparedChange) {
  const bodies = [change.before, change.after].filter((body) => body !== undefined);
  const named = relatedIds(change.type, change.id, bodies, context.named);
  const related = [...new Set([...named, ...(change.change.relatedIds ?? [])])];
  const scopes: Record<string, string[]> = {};
  for (const id of related) {
    const prefix = prefixOf(id);
    if (!context.scopeTypes.has(prefix)) continue;
    scopes[prefix] = [...(scopes[prefix] ?? []), id];
  }
  return { RelatedDocumentIds: related, Scopes: scopes };
}

function messageFields(context: RecordContext, draft: EventDraft) {
  const message = composeMessage(draft.message, (id) => context.named.get(id)?.title ?? id);
  return { Message: message.text, MessageReferences: message.references };
}

function draftsOf({ sealer }: RecordContext, change: PreparedChange): EventDraft[] {
  const subject = change.type.subject(change.id, change.before ?? change.after ?? {});
  const signals = signalsOf(change).map(({ category, verb }) => ({
    category,
    message: sentence(subject, verb),
    ...NO_STATE,
  }));
  const kind = change.change.kind;
  if (kind === "note") {
    const { category, verb, context = null } = change.change;
    const details = { DocumentContext: context, Differences: null };
    return [{ category, message: sentence(subject, verb), details, secrets: null }];
  }
  const message = sentence(subject, verbOf(change, kind));
  const details = detailsOf(change);
  const secrets = digestsOf(sealer, change);
  return [{ category: CATEGORIES[kind], message, details, secrets }, ...signals];
}

function sentence(
  subject: readonly MessagePart[],
  verb: string | readonly MessagePart[],
): MessagePart[] {
  return [...subject, " ", ...(typeof verb === "string" ? [verb] : verb)];
}

function verbOf(change: PreparedChange, kind: keyof typeof VERBS): string {
  const worded = change.type.verb(change.before, change.after);
  return worded ?? renaming(change) ?? VERBS[kind];
}

function signalsOf({ change, type, before, after }: PreparedChange) {
  return change.kind === "note" ? [] : type.signals(before, after);
}

function renaming({ type, before, after }: PreparedChange): string | undefined {
  if (before === undefined || after === undefined) return undefined;
  const [old, now] = [type.title(before), type.title(after)];
  return old === now ? undefined : `was renamed to ${now}`;
}

function digestsOf(sealer: DigestKeys, { type, id, version, after }: PreparedChange) {
  return after === undefined ? null : secretDigests(sealer, type, { id, version, body: after });
}

function detailsOf(change: PreparedChange): EventMembers["ChangeDetails"] {
  const [before, after] = [shown(change, change.before), shown(change, change.after)];
  if (before === undefined) return { DocumentContext: after ?? null, Differences: [] };
  if (after === undefined) return { DocumentContext: before, Differences: [] };
  return {
    DocumentContext: before,
    Differences: differences(before, after, change.type.identity),
  };
}

function shown(change: PreparedChange, body: JsonObject | undefined): JsonObject | undefined {
  if (body === undefined) return undefined;
  return shownDocument(change.type, change.id, change.spaceId, body);
}
