import type { Operation } from "../differences/operation.ts";
import type { JsonObject } from "../json/json.ts";

/** The user or service that acts, how it was authenticated, and from where. */
export interface Actor {
  readonly userId: string;
  readonly username: string;
  readonly isService: boolean;
  /** Such as `Session cookie` or `API key 'build' created Fri, 22 Jul 2022 17:46:35 GMT`. */
  readonly identityEstablishedWith: string;
  readonly userAgent: string;
  readonly ipAddress: string | null;
  readonly apiKeyId: string | null;
  readonly apiKeyHint: string | null;
}

/** One action of a user or service; all its events have its correlation id. */
export interface Act {
  readonly actor: Actor;
  readonly correlationId: string;
  readonly comment?: string;
}

/** A span of a message with the name of a document: UTF-16 code units, from 0. */
export interface MessageReference extends JsonObject {
  readonly ReferencedDocumentId: string;
  readonly StartIndex: number;
  readonly Length: number;
}

/**
 * The members of events that can identify a person. An event of format 2 can have a commitment in
 * place of the value: see `PersonalCommitments`.
 */
export const PERSONAL_MEMBERS = [
  "ApiKeyHint",
  "IdentityEstablishedWith",
  "IpAddress",
  "UserAgent",
  "Username",
] as const;

/** One of {@link PERSONAL_MEMBERS}. */
export type PersonalMember = (typeof PERSONAL_MEMBERS)[number];

/**
 * The members that all formats have, with the same meaning. A type alias, as those of the formats,
 * because an interface is not assignable to Json.
 */
export type EventMembers = {
  /** `Events-<n>`, with rising numbers. */
  readonly Id: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly Occurred: string;
  readonly SpaceId: string | null;
  readonly Category: string;
  readonly DocumentType: string;
  readonly DocumentId: string;
  /** The document's version after the change; for a deletion its last version. */
  readonly DocumentVersion: number;
  readonly UserId: string;
  /** Null, as the other personal members, only if `Personal` has its commitment. */
  readonly Username: string | null;
  readonly IsService: boolean;
  readonly IdentityEstablishedWith: string | null;
  readonly UserAgent: string | null;
  readonly IpAddress: string | null;
  readonly ApiKeyId: string | null;
  readonly ApiKeyHint: string | null;
  readonly CorrelationId: string;
  readonly Message: string;
  readonly MessageReferences: readonly MessageReference[];
  /** The document itself, then the other documents that the event relates to. */
  readonly RelatedDocumentIds: readonly string[];
  readonly Comments: string | null;
  readonly ChangeDetails: {
    /** The document before a modification or deletion, or as created. */
    readonly DocumentContext: JsonObject | null;
    /** RFC 6902 operations on that document; empty on creation and deletion. */
    readonly Differences: readonly Operation[] | null;
  };
  /** Ids by scope type (`Projects`, `Environments`, …), which determine who may see the event. */
  readonly Scopes: { readonly [type: string]: readonly string[] };
  /**
   * 16 bytes in base64url, derived from the rest of the event and a key that only the server has:
   * so the digest reveals nothing about the event, and no one else can create an event (see
   * nonce.ts).
   */
  readonly Nonce: string;
};

/** An event of the first format, which is read and verified, but no longer written. */
export type EventOfFormat1 = EventMembers & { readonly Format: "indelible-event/1" };

/**
 * Keyed digests of the secrets and hidden fields of a document, by their JSON Pointers (RFC 6901):
 * 16 bytes in base64url, or null for a sealed secret that could not be opened.
 */
export type SecretDigests = { readonly [pointer: string]: string | null };

/** Commitments to personal members, by their names: SHA-256 in lower-case hexadecimal. */
export type PersonalCommitments = { readonly [member in PersonalMember]?: string };

/** The members that the second and later formats have in addition. */
type MembersOfFormat2 = EventMembers & {
  /** Those of the document after the change; null if the event has no state of a document. */
  readonly SecretDigests: SecretDigests | null;
  /** The event with the image of a large document, if it is not in `DocumentContext`; not used yet. */
  readonly Image: { readonly EventId: string; readonly Digest: string } | null;
  /** Null if no member is personal. */
  readonly Personal: PersonalCommitments | null;
  /** The W3C trace context of the request, in lower-case hexadecimal; not used yet. */
  readonly Trace: { readonly TraceId: string; readonly SpanId: string } | null;
};

/** An event of the second format, which is read and verified, but no longer written. */
export type EventOfFormat2 = MembersOfFormat2 & { readonly Format: "indelible-event/2" };

/** An event of the third format, which is written. */
export type EventOfFormat3 = MembersOfFormat2 & {
  readonly Format: "indelible-event/3";
  /** The tags that the documents it relates to had then, such as `Region/North`; sorted. */
  readonly Tags: readonly string[];
};

/**
 * A recorded event. The ledger commits to its canonical bytes (RFC 8785). Formats and rules for
 * changes of them: docs/formats/event.md.
 */
export type TrailEvent = EventOfFormat1 | EventOfFormat2 | EventOfFormat3;

/** The number in an event's id: 12 in `Events-12`. */
export function eventNumber({ Id }: Pick<TrailEvent, "Id">): number {
  return Number(Id.slice("Events-".length));
}

/** The terms that an event can be found by, in addition to the ids that it relates to. */
export const TERM = {
  category: (category: string) => `category:${category.toLowerCase()}`,
  documentType: (type: string) => `type:${type.toLowerCase()}`,
  user: (userId: string) => `user:${userId}`,
  agent: (userAgent: string) => `agent:${agentOf(userAgent).toLowerCase()}`,
  correlation: (id: string) => `correlation:${id}`,
  tag: (tag: string) => `tag:${tag}`,
  apiKey: (id: string) => `key:${id}`,
} as const;

const AGENT_LENGTH_MAX = 60;

/** The product in a user agent: `ts-octopusdeploy` in `ts-octopusdeploy/1.0 (linux)`. */
export function agentOf(userAgent: string): string {
  return (userAgent.split(/[/ (]/, 1)[0] ?? "").slice(0, AGENT_LENGTH_MAX);
}

/** The part of an event that its terms depend on. */
export type IndexedMembers = Omit<EventMembers, "ChangeDetails"> &
  Partial<Pick<EventOfFormat3, "Tags">>;

/** All terms of an event, without repetition. A user agent that is not in the event has no term. */
export function termsOf(event: IndexedMembers): string[] {
  return [
    ...new Set([
      ...event.RelatedDocumentIds,
      TERM.category(event.Category),
      TERM.documentType(event.DocumentType),
      TERM.user(event.UserId),
      ...(event.UserAgent === null ? [] : [TERM.agent(event.UserAgent)]),
      TERM.correlation(event.CorrelationId),
      ...(event.ApiKeyId ? [TERM.apiKey(event.ApiKeyId)] : []),
      ...(event.Tags ?? []).map(TERM.tag),
    ]),
  ];
}
