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
 * An event as it is recorded: its canonical bytes (RFC 8785) are what the ledger commits to. Format
 * and rules of change: docs/formats/event.md.
 */
export interface TrailEvent {
  readonly Format: "indelible-event/1";
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
  readonly Username: string;
  readonly IsService: boolean;
  readonly IdentityEstablishedWith: string;
  readonly UserAgent: string;
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

/** All terms of an event, without repetition. */
export function termsOf(event: Omit<TrailEvent, "ChangeDetails">): string[] {
  return [
    ...new Set([
      ...event.RelatedDocumentIds,
      TERM.category(event.Category),
      TERM.documentType(event.DocumentType),
      TERM.user(event.UserId),
      TERM.agent(event.UserAgent),
      TERM.correlation(event.CorrelationId),
    ]),
  ];
}
