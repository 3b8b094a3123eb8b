import type { Operation } from "../differences/operation.ts";
import type { JsonObject } from "../json/json.ts";

/** Who acts, how that was established, and from where. */
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

/** One thing that somebody does; all events of it carry its correlation id. */
export interface Act {
  readonly actor: Actor;
  readonly correlationId: string;
  readonly comment?: string;
}

/** A span of a message that names a document: UTF-16 code units, from 0. */
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

/** The members that all formats have, with the same meaning. */
export interface EventMembers {
  /** `Events-<n>`; the number rises with insertion. */
  readonly Id: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly Occurred: string;
  readonly SpaceId: string | null;
  readonly Category: string;
  readonly DocumentType: string;
  readonly DocumentId: string;
  /** The document's version after the change; on deletion the last it had. */
  readonly DocumentVersion: number;
  readonly UserId: string;
  /** Null, as the other personal members, only where `Personal` has its commitment. */
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
  /** The document itself first, then what the event relates to. */
  readonly RelatedDocumentIds: readonly string[];
  readonly Comments: string | null;
  readonly ChangeDetails: {
    /** The document before a modification, as created, or as it was when deleted. */
    readonly DocumentContext: JsonObject | null;
    /** RFC 6902 operations on that document; empty on creation and deletion. */
    readonly Differences: readonly Operation[] | null;
  };
  /** Ids by scope type (`Projects`, `Environments`, …): what decides who may see the event. */
  readonly Scopes: { readonly [type: string]: readonly string[] };
  /**
   * 16 bytes, base64url, that follow from the rest of the event and a key only the server has: the
   * digest hides its event, and nobody else can write one (see nonce.ts).
   */
  readonly Nonce: string;
}

/** An event of the first format: it is read and verified, and no longer written. */
export interface EventOfFormat1 extends EventMembers {
  readonly Format: "indelible-event/1";
}

/**
 * Keyed digests of the secrets and hidden fields of a document, by their JSON Pointers (RFC 6901): 16
 * bytes in base64url, or null for a sealed secret that could not be opened.
 */
export type SecretDigests = { readonly [pointer: string]: string | null };

/** Commitments to personal members, by their names: SHA-256 in lower-case hexadecimal. */
export type PersonalCommitments = { readonly [member in PersonalMember]?: string };

/** An event of the second format: the one that is written. */
export interface EventOfFormat2 extends EventMembers {
  readonly Format: "indelible-event/2";
  /** Those of the document after the change; null where the event has no state of a document. */
  readonly SecretDigests: SecretDigests | null;
  /** Where the image of a large document is that `DocumentContext` leaves out; not written yet. */
  readonly Image: { readonly EventId: string; readonly Digest: string } | null;
  /** Null where no member is personal. */
  readonly Personal: PersonalCommitments | null;
  /** The W3C trace context of the request, in lower-case hexadecimal; not written yet. */
  readonly Trace: { readonly TraceId: string; readonly SpanId: string } | null;
}

/**
 * An event as it is recorded: its canonical bytes (RFC 8785) are what the ledger commits to. Formats
 * and rules of change: docs/formats/event.md.
 */
export type TrailEvent = EventOfFormat1 | EventOfFormat2;

/** The number of an event's id: 12 of `Events-12`. */
export function eventNumber({ Id }: Pick<TrailEvent, "Id">): number {
  return Number(Id.slice("Events-".length));
}

/** The terms an event can be found by, besides the ids it relates to. */
export const TERM = {
  category: (category: string) => `category:${category.toLowerCase()}`,
  documentType: (type: string) => `type:${type.toLowerCase()}`,
  user: (userId: string) => `user:${userId}`,
  agent: (userAgent: string) => `agent:${agentOf(userAgent).toLowerCase()}`,
  correlation: (id: string) => `correlation:${id}`,
} as const;

const AGENT_LENGTH_MAX = 60;

/** The product of a user agent: `ts-octopusdeploy` of `ts-octopusdeploy/1.0 (linux)`. */
export function agentOf(userAgent: string): string {
  return (userAgent.split(/[/ (]/, 1)[0] ?? "").slice(0, AGENT_LENGTH_MAX);
}

/** All terms of an event, without repetition. A user agent that is not in the event has no term. */
export function termsOf(event: Omit<EventMembers, "ChangeDetails">): string[] {
  return [
    ...new Set([
      ...event.RelatedDocumentIds,
      TERM.category(event.Category),
      TERM.documentType(event.DocumentType),
      TERM.user(event.UserId),
      ...(event.UserAgent === null ? [] : [TERM.agent(event.UserAgent)]),
      TERM.correlation(event.CorrelationId),
    ]),
  ];
}
