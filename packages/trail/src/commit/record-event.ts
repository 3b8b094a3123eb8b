import { differences } from "../differences/differences.ts";
import type { MessagePart } from "../document/document-type.ts";
import { prefixOf } from "../document/stored-document.ts";
import type { Act, EventMembers, EventOfFormat3, SecretDigests } from "../event/event.ts";
import { composeMessage } from "../event/message.ts";
import type { JsonObject } from "../json/json.ts";
import { type DigestKeys, secretDigests } from "../secrets/secret-digests.ts";
import { shownDocument } from "../secrets/shown-document.ts";
import type { PreparedChange } from "./prepare.ts";
import { referencesOf, relatedIds, relatedTags, type Surroundings } from "./relations.ts";

/** What every event of one commit shares. */
export interface RecordContext extends Surroundings {
  readonly act: Act;
  readonly occurred: Date;
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
): EventOfFormat3[] {
  return draftsOf(context, change).map((draft, index) => ({
    Format: "indelible-event/3",
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

/** The ids of the documents whose titles, owners or tags the events of a change depend on. */
export function namesNeeded(change: PreparedChange, scopeTypes: ReadonlySet<string>): string[] {
  const { type, id, before, after } = change;
  const bodies = [before, after].filter((body) => body !== undefined);
  const related = bodies.flatMap((body) =>
    referencesOf(type, body).flatMap((reference) => {
      const { relates, follows } = reference.rule;
      const counts = follows === true || scopeTypes.has(prefixOf(reference.id));
      return relates !== false && counts ? [reference.id] : [];
    }),
  );
  const parts = messagesOf(change).flatMap((message) =>
    message.flatMap((part) =>
      typeof part === "string" || part.text !== undefined ? [] : [part.documentId],
    ),
  );
  return [...related, ...parts].filter((one) => one !== id && one !== "");
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
  const related = relatedIds(context, change.type, change.id, bodies, change.change.relatedIds);
  const scopes: Record<string, string[]> = {};
  for (const id of related) {
    const prefix = prefixOf(id);
    if (!context.scopeTypes.has(prefix)) continue;
    scopes[prefix] = [...(scopes[prefix] ?? []), id];
  }
  const Tags = relatedTags(context, change.type, bodies, related);
  return { RelatedDocumentIds: related, Scopes: scopes, Tags };
}

function messageFields(context: RecordContext, draft: EventDraft) {
  const message = composeMessage(draft.message, (id) => context.named.get(id)?.title ?? id);
  return { Message: message.text, MessageReferences: message.references };
}

function draftsOf({ sealer }: RecordContext, change: PreparedChange): EventDraft[] {
  const [message = [], ...others] = messagesOf(change);
  const { change: requested } = change;
  if (requested.kind === "note") {
    const details = { DocumentContext: requested.context ?? null, Differences: null };
    return [{ category: requested.category, message, details, secrets: null }];
  }
  const signals = signalsOf(change).map(({ category }, index) => ({
    category,
    message: others[index] ?? [],
    ...NO_STATE,
  }));
  const details = detailsOf(change);
  const secrets = digestsOf(sealer, change);
  return [{ category: CATEGORIES[requested.kind], message, details, secrets }, ...signals];
}

/** The messages of the events of a change: of the change itself, then of its signals. */
function messagesOf(change: PreparedChange): (readonly MessagePart[])[] {
  const { change: requested, type, id } = change;
  const body = change.before ?? change.after ?? {};
  const [subject, about] = [type.subject(id, body), type.about(body)];
  const verb = requested.kind === "note" ? requested.verb : verbOf(change, requested.kind);
  const verbs = [verb, ...signalsOf(change).map((signal) => signal.verb)];
  const reason = requested.kind === "note" && requested.reason ? [`: ${requested.reason}`] : [];
  return verbs.map((each) => [...sentence(subject, each), ...about, ...reason]);
}

function sentence(
  subject: readonly MessagePart[],
  verb: string | readonly MessagePart[],
): MessagePart[] {
  return [...subject, " ", ...(typeof verb === "string" ? [verb] : verb)];
}

function verbOf(change: PreparedChange, kind: keyof typeof VERBS): string | readonly MessagePart[] {
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
