import type { IdentityRules } from "../differences/identity.ts";
import type { Json, JsonObject } from "../json/json.ts";

/** Where a document names others, and what that means. */
export interface ReferenceRule {
  /** Pattern of the places that hold ids (see `placesAt`): `/ProjectId`, `/EnvironmentIds/*`. */
  readonly at: string;
  /** Id prefixes of the document types that may stand there. */
  readonly to: readonly string[];
  /** Whether events of this document relate to what is named; true unless told. */
  readonly relates?: boolean;
  /** Whether they also relate to what *that* document belongs to, and so on; false unless told. */
  readonly follows?: boolean;
  /**
   * What deleting the named document does: `refuse` it while this document stands (the default),
   * `cascade` to this document, or `keep` this document with a dangling id.
   */
  readonly onDelete?: "refuse" | "cascade" | "keep";
}

/** Fields whose value only one document may hold, compared without regard to case. */
export interface UniqueRule<Field extends string = string> {
  readonly fields: readonly [Field, ...Field[]];
  /** Among all documents of the type (`installation`), of its space, or of the same value of a field. */
  readonly within: "installation" | "space" | { readonly field: Field };
}

/** Where secrets stand. */
export interface SensitiveRule {
  readonly at: string;
  /**
   * Only where the neighbouring field of the same object has this value, or (`shaped`) only a value
   * of the form `{HasValue, NewValue}`: for places that hold secrets and other values alike.
   */
  readonly when?: { readonly field: string; readonly equals: Json } | "shaped";
  /** `sealed` can be opened again by the server; a `verifier` (a password) can only be checked. */
  readonly keeping: "sealed" | "verifier";
  /** How readers of the API see it: null, or `{HasValue, NewValue, Hint}`. */
  readonly shape: "null" | "object";
}

/** A piece of a message: plain text, or the name of a document that becomes a reference. */
export type MessagePart = string | { readonly documentId: string; readonly text?: string };

/** An extra event that a change of this kind yields, such as `MachineDisabled`. */
export interface Signal<Category extends string = string> {
  readonly category: Category;
  /** Completes the sentence that begins with the document: `was disabled`. */
  readonly verb: string | readonly MessagePart[];
}

/** The names of the fields of a body. */
export type FieldOf<Body extends JsonObject> = keyof Body & string;

/**
 * What the engine must know about a kind of document. All of it is data or a pure function. `Body` is
 * the body of its documents; `Category` the event categories that it uses in addition to Created,
 * Modified and Deleted. A type with a body of its own is also a `DocumentType` of any JSON object.
 */
export interface DocumentType<
  Body extends JsonObject = JsonObject,
  Category extends string = string,
> {
  /** Id prefix and wire id of the document type: `Projects` for `Projects-1`. */
  readonly prefix: string;
  /** What people call one of them: `Project`. */
  readonly label: string;
  readonly references: readonly ReferenceRule[];
  readonly unique: readonly UniqueRule[];
  readonly sensitive: readonly SensitiveRule[];
  /** Patterns of fields that never leave the store, neither by the API nor by an event. */
  readonly hidden: readonly string[];
  /** Patterns of array items that get an `Id` when they come without one. */
  readonly identified: readonly string[];
  readonly identity: IdentityRules;
  /** Whether its own id is a scope of its events (a project, an environment, a tenant). */
  readonly isScope: boolean;
  /** The name it goes by. */
  title(body: Body): string;
  /** Orders lists of the type; the lower-case title unless told. */
  sortKey(body: Body): string;
  /** How a sentence about it begins; the label and the title unless told. */
  subject(id: string, body: Body): readonly MessagePart[];
  /** What a change did, where `was changed` says too little: `was submitted`. Undefined: as usual. */
  verb(before: Body | undefined, after: Body | undefined): string | undefined;
  /** Further events of a change; `before` is undefined on creation, `after` on deletion. */
  signals(before: Body | undefined, after: Body | undefined): readonly Signal<Category>[];
}

/** A document type with everything optional that has a sensible default. */
export interface DocumentTypeInit<
  Body extends JsonObject = JsonObject,
  Category extends string = string,
> extends Partial<Omit<DocumentType<Body, Category>, "prefix" | "label" | "unique">>,
    Pick<DocumentType<Body, Category>, "prefix" | "label"> {
  readonly unique?: readonly UniqueRule<FieldOf<Body>>[];
}

/** Completes a document type. */
export function documentType<
  Body extends JsonObject = JsonObject,
  Category extends string = string,
>(init: DocumentTypeInit<Body, Category>): DocumentType<Body, Category> {
  const title = init.title ?? ((body: Body) => String(body.Name ?? init.prefix));
  return {
    references: [],
    unique: [],
    sensitive: [],
    hidden: [],
    identified: [],
    identity: {},
    isScope: false,
    sortKey: (body) => title(body).toLowerCase(),
    subject: (id, body) => [`${init.label} `, { documentId: id, text: title(body) }],
    verb: () => undefined,
    signals: () => [],
    ...init,
    title,
  };
}
