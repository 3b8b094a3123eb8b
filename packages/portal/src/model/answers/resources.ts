import type { Json, Operation } from "@indelible/trail/pure";

/** A document as the API answers it. Its other properties depend on its type (reference, section 6). */
export interface DocumentResource {
  readonly Id: string;
  readonly Name?: string;
  readonly Description?: string | null;
  readonly SpaceId?: string | null;
  readonly [property: string]: Json | undefined;
}

/** A page of a list (reference, section 2, "Paging envelope"). `Page.Next` is absent on the last page. */
export interface Collection<Item> {
  readonly ItemType: string;
  readonly TotalResults: number;
  readonly ItemsPerPage: number;
  readonly Items: readonly Item[];
  readonly Links: { readonly "Page.Next"?: string };
}

/** Something with an id and a name: a category, a document type, a space in a menu. */
export interface Named {
  readonly Id: string;
  readonly Name: string;
}

/** A space. */
export interface SpaceResource extends Named {
  readonly Description?: string | null;
  readonly IsDefault: boolean;
}

/** The signed-in account, or another. */
export interface UserResource {
  readonly Id: string;
  readonly Username: string;
  readonly DisplayName: string;
  readonly EmailAddress?: string | null;
  readonly IsService: boolean;
  readonly IsActive: boolean;
}

/** A character span of an event's message that names a document. */
export interface MessageReference {
  readonly ReferencedDocumentId: string;
  readonly StartIndex: number;
  readonly Length: number;
}

/** What an event changed: the document before and the operations that lead to the document after. */
export interface ChangeDetails {
  readonly DocumentContext: Json | null;
  readonly Differences: readonly Operation[] | null;
}

/** One entry of the trail (reference, section 1); `Occurred` is ISO 8601 with offset. */
export interface EventResource {
  readonly Id: string;
  readonly Category: string;
  readonly Message: string;
  readonly MessageReferences: readonly MessageReference[];
  readonly RelatedDocumentIds: readonly string[];
  readonly Occurred: string;
  readonly UserId: string;
  /** Null, as other personal members, if the value was erased. */
  readonly Username: string | null;
  readonly IsService: boolean;
  readonly IdentityEstablishedWith: string | null;
  readonly UserAgent: string | null;
  readonly IpAddress?: string | null;
  readonly ApiKeyId?: string | null;
  readonly ApiKeyHint?: string | null;
  readonly Comments?: string | null;
  readonly CorrelationId?: string | null;
  /** Place in the ledger, from 0; absent until the event is sequenced. */
  readonly LedgerIndex?: number | null;
  readonly Links?: { readonly Proof?: string };
  /** Id prefix of the document the event is about. */
  readonly DocumentType?: string;
  readonly SpaceId: string | null;
  readonly ChangeDetails?: ChangeDetails | null;
}

/** Id prefix of the document an event is about, which is the first of those it relates to. */
export function documentTypeOf(event: EventResource): string {
  return event.DocumentType ?? event.RelatedDocumentIds[0]?.split("-", 1)[0] ?? "";
}
