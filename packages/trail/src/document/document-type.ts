import type { IdentityRules } from "../differences/identity.ts";
import type { Json, JsonObject } from "../json/json.ts";

/** A reference to other documents, and what it means. */
export interface ReferenceRule {
  /** Pattern of the places with ids (see `placesAt`): `/ProjectId`, `/EnvironmentIds/*`. */
  readonly at: string;
  /** Id prefixes of the document types that it may refer to. */
  readonly to: readonly string[];
  /** Whether events of this document relate to the referenced one; by default true. */
  readonly relates?: boolean;
  /** Whether they also relate to what *that* document belongs to, and so on; by default false. */
  readonly follows?: boolean;
  /**
   * What happens when the referenced document is deleted: `refuse` the deletion as long as this
   * document exists (the default), `cascade` to this document, or `keep` this document with a
   * dangling id.
   */
  readonly onDelete?: "refuse" | "cascade" | "keep";
}

/** Fields whose value only one document may have, compared regardless of case. */
export interface UniqueRule<Field extends string = string> {
  readonly fields: readonly [Field, ...Field[]];
  /** Among all documents of the type (`installation`), of its space, or of the same value of a field. */
  readonly within: "installation" | "space" | { readonly field: Field };
}

/** Places with secrets. */
export interface SensitiveRule {
  readonly at: string;
  /**
   * Only if another field of the same object has this value, or (`shaped`) only a value of the form
   * `{HasValue, NewValue}`: for places that may have secrets or other values.
   */
  readonly when?: { readonly field: string; readonly equals: Json } | "shaped";
  /** The server can open a `sealed` secret again; a `verifier` (a password) can only be checked. */
  readonly keeping: "sealed" | "verifier";
  /** How the API shows it: null, or `{HasValue, NewValue, Hint}`. */
  readonly shape: "null" | "object";
}

/** A part of a message: plain text, or a reference to a document, by default with its title. */
export type MessagePart = string | { readonly documentId: string; readonly text?: string };

/** An additional event of a change, such as `MachineDisabled`. */
export interface Signal<Category extends string = string> {
  readonly category: Category;
  /** Completes the sentence that starts with the document: `was disabled`. */
  readonly verb: string | readonly MessagePart[];
}

/** The names of the fields of a body. */
export type FieldOf<Body extends JsonObject> = keyof Body & string;

/**
 * What the trail needs of a type of document: data and pure functions. `Body` is the body of its
 * documents; `Category` the event categories that it uses in addition to Created, Modified and
 * Deleted. A type with any body is also a `DocumentType` of JSON objects.
 */
export interface DocumentType<
  Body extends JsonObject = JsonObject,
  Category extends string = string,
> {
  /** Id prefix of the type, which is also its id in the API: `Projects` for `Projects-1`. */
  readonly prefix: string;
  /** Its name for users: `Project`. */
  readonly label: string;
  readonly references: readonly ReferenceRule[];
  readonly unique: readonly UniqueRule[];
  readonly sensitive: readonly SensitiveRule[];
  /** Patterns of fields that the API never returns and events never record. */
  readonly hidden: readonly string[];
  /** Patterns of array items that get an `Id` if they have none. */
  readonly identified: readonly string[];
  readonly identity: IdentityRules;
  /**
   * Whether the id of a document is a scope of its events (a project, an environment, a tenant).
   */
  readonly isScope: boolean;
  /**
   * The member of a document with its tags, a list of texts such as `Region/North`. Events that
   * relate to the document keep the tags that it had then. Undefined for types without tags.
   */
  readonly tagsIn: string | undefined;
  /** Ids that events of a document relate to in addition to its references, such as its task. */
  alsoRelated(body: Body): readonly string[];
  /** How large a document may be; a larger one is refused. */
  readonly limit: SizeLimit;
  /** The title of a document. */
  title(body: Body): string;
  /** Sorts lists of the type; by default the lower-case title. */
  sortKey(body: Body): string;
  /** The start of a message about a document; by default the label and the title. */
  subject(id: string, body: Body): readonly MessagePart[];
  /**
   * The end of a message about a document, after the verb, with the space before it: what else it is
   * about, such as ` to Production`; by default empty.
   */
  about(body: Body): readonly MessagePart[];
  /** A specific verb for a change, such as `was submitted`; undefined for the default. */
  verb(
    before: Body | undefined,
    after: Body | undefined,
  ): string | readonly MessagePart[] | undefined;
  /** Additional events of a change; `before` is undefined on creation, `after` on deletion. */
  signals(before: Body | undefined, after: Body | undefined): readonly Signal<Category>[];
}

/** The maximum size of the stored body of a document. */
export interface SizeLimit {
  /** Of the body as JSON in UTF-8. */
  readonly bytes: number;
  /** Members of objects and elements of arrays, at all depths. */
  readonly items: number;
}

/** The limit of most document types. */
export const DOCUMENT_LIMIT: SizeLimit = { bytes: 2 * 1024 * 1024, items: 100_000 };
/** The limit of types whose documents users fill with text: processes, variables. */
export const LARGE_DOCUMENT_LIMIT: SizeLimit = { bytes: 8 * 1024 * 1024, items: 400_000 };

/** A document type in which everything with a default is optional. */
export interface DocumentTypeInit<
  Body extends JsonObject = JsonObject,
  Category extends string = string,
> extends Partial<Omit<DocumentType<Body, Category>, "prefix" | "label" | "unique" | "tagsIn">>,
    Pick<DocumentType<Body, Category>, "prefix" | "label"> {
  readonly unique?: readonly UniqueRule<FieldOf<Body>>[];
  readonly tagsIn?: FieldOf<Body>;
}

/** Completes a document type with the defaults. */
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
    tagsIn: undefined,
    alsoRelated: () => [],
    limit: DOCUMENT_LIMIT,
    sortKey: (body) => title(body).toLowerCase(),
    subject: (id, body) => [`${init.label} `, { documentId: id, text: title(body) }],
    about: () => [],
    verb: () => undefined,
    signals: () => [],
    ...init,
    title,
  };
}
