import {
  type DocumentType,
  type DocumentTypeInit,
  documentType,
  type FieldOf,
  type JsonObject,
  type PartOf,
  type ReferenceRule,
  type SensitiveRule,
} from "@indelible/trail/pure";
import type { TSchema } from "typebox";
import type { Permission } from "../access/permissions.ts";
import type { EventCategory } from "../events/categories.ts";
import type { DestinationRule } from "./destination-rule.ts";
import type { DocumentPrefix } from "./document-prefixes.ts";
import { notedFields } from "./field-notes.ts";
import type { NamingRule } from "./naming-rule.ts";

/**
 * The permissions that the routes of a document type require. Null: any signed-in user may view.
 */
export interface RoutePermissions {
  readonly view: Permission | null;
  readonly create: Permission;
  readonly edit: Permission;
  readonly delete: Permission;
}

/** Permissions that depend on what a document belongs to. */
export interface OwnerPermissions<Field extends string = string> {
  /** The field that holds the id of the owner. */
  readonly by: Field;
  /** By prefix of the owner: the permissions that are required instead of the type's own. */
  readonly under: Readonly<Partial<Record<DocumentPrefix, RoutePermissions>>>;
}

/** A document that is created with another one, and belongs to it. */
export interface Companion<Owner extends JsonObject = JsonObject> {
  /** Prefix of its type. */
  readonly prefix: DocumentPrefix;
  /** Derives its id from the owner's; by default it is the next id of its prefix. */
  readonly id?: (ownerId: string) => string;
  /** The fields of its body that have no default values. */
  body(ownerId: string, owner: Owner): JsonObject;
}

/** A list of one type's documents under a document of another: `projects/{id}/channels`. */
export interface NestedRoute<Field extends string = string> {
  /** Prefix of the type in whose documents' addresses the list is. */
  readonly under: DocumentPrefix;
  readonly as: string;
  /** The field with the id of that document. */
  readonly by: Field;
  /** Whether all routes of the type exist there too, such as `projects/{id}/runbooks/{id}`. */
  readonly isWhole?: boolean;
}

/** What a pure rule may use of the write that it completes. */
export interface WriteContext<Body extends JsonObject = JsonObject> {
  readonly id: string;
  /** ISO 8601. */
  readonly now: string;
  /** The stored body; undefined for a new document. */
  readonly before: Body | undefined;
}

/** The schema of an object that has the fields of a body. */
export interface SchemaFor<Body extends JsonObject = JsonObject> {
  readonly type: "object";
  readonly properties: { readonly [Field in keyof Body]: TSchema };
}

/**
 * A document type with everything that any layer needs of it. `Body` is the body of its documents,
 * `Category` the categories of its events; by default those of any type.
 */
export interface DocumentDefinition<
  Body extends JsonObject = JsonObject,
  Category extends EventCategory = EventCategory,
> extends DocumentType<Body, Category> {
  /** Last segment of its address: `projects`. */
  readonly route: string;
  /** Plural of its label: `Projects`. */
  readonly plural: string;
  /**
   * Whether its documents belong to a space, to the installation, or to either by their `SpaceId`.
   */
  readonly level: "space" | "system" | "either";
  readonly schema: SchemaFor;
  /** Categories of its events in addition to Created, Modified and Deleted. */
  readonly categories: readonly Category[];
  readonly permissions: RoutePermissions;
  /** Ids that its documents name in addition to their references. */
  readonly naming: readonly NamingRule[];
  /**
   * References that delegate permissions, such as the members of a team: a caller who may write them
   * may name anyone, but gives only permissions that they hold.
   */
  readonly delegating: readonly string[];
  /** Fields that determine where its secrets are sent. */
  readonly destinations: readonly DestinationRule[];
  /** Undefined if `permissions` are required regardless of the owner. */
  readonly ownerPermissions: OwnerPermissions | undefined;
  /** Which of the standard routes it has; by default all. */
  readonly verbs: ReadonlySet<Verb>;
  /** Query parameters that filter its list, with the field that each compares. */
  readonly filters: Readonly<Record<string, string>>;
  /** Query parameters of its list that need separate rules. */
  readonly parameters: readonly string[];
  /** Fields that are searched for a part of a name, in addition to the title. */
  readonly titleFields: readonly string[];
  /** Default number of items on a page of its list; undefined for the default of all lists. */
  readonly takeDefault: number | undefined;
  readonly nested: readonly NestedRoute[];
  readonly companions: readonly Companion<Body>[];
  /** Links of a document by name, as templates that are appended to its address. */
  readonly links: Readonly<Record<string, string>>;
  /** Whether documents have a `Version`, and a write with an old one is refused. */
  readonly versioned: boolean;
  readonly newestFirst: boolean;
  /** Sets derived fields, on every write. */
  complete(body: Body, context: WriteContext<Body>): Body;
  /**
   * Fields that are shown in addition to the stored ones, such as those that depend on the time.
   */
  derive(body: Body, now: Date): JsonObject;
  /**
   * A body that the API accepts; `idOf(prefix)` returns the id of an existing document. For tests
   * and documentation.
   */
  example(idOf: (prefix: DocumentPrefix) => string): PartOf<Body>;
}

/** The standard routes of a document type. */
export type Verb = "list" | "get" | "create" | "edit" | "delete";

const ALL_VERBS: readonly Verb[] = ["list", "get", "create", "edit", "delete"];

/** A pattern of places at or below a field of a body: `/Steps/*`. */
export type PlaceIn<Body extends JsonObject> = `/${FieldOf<Body>}` | `/${FieldOf<Body>}/${string}`;

/** What a definition file has to state; the rest is derived from the schema or has a default. */
export interface DocumentDefinitionInit<
  Body extends JsonObject = JsonObject,
  Category extends EventCategory = EventCategory,
> extends Omit<
      DocumentTypeInit<Body, NoInfer<Category>>,
      "references" | "sensitive" | "hidden" | "identified"
    >,
    Partial<
      Pick<
        DocumentDefinition<Body, Category>,
        | "plural"
        | "categories"
        | "destinations"
        | "parameters"
        | "takeDefault"
        | "companions"
        | "links"
        | "versioned"
        | "newestFirst"
        | "complete"
        | "derive"
        | "level"
      >
    >,
    Pick<DocumentDefinition<Body, Category>, "route" | "permissions" | "example"> {
  readonly schema: SchemaFor<Body>;
  readonly filters?: Readonly<Record<string, FieldOf<Body>>>;
  readonly titleFields?: readonly FieldOf<Body>[];
  readonly nested?: readonly NestedRoute<FieldOf<Body>>[];
  readonly ownerPermissions?: OwnerPermissions<FieldOf<Body>>;
  readonly verbs?: readonly Verb[];
  readonly identified?: readonly PlaceIn<Body>[];
  readonly delegating?: readonly PlaceIn<Body>[];
  /** Rules in addition to those of the fields of the schema. */
  readonly naming?: readonly (NamingRule & { readonly at: PlaceIn<Body> })[];
  /** Rules in addition to those of the fields of the schema. */
  readonly sensitive?: readonly (SensitiveRule & { readonly at: PlaceIn<Body> })[];
}

/**
 * Completes a definition: references, secrets and hidden fields are read from its schema. `Body` is
 * the `BodyOf` that schema. It is named, because inferring it makes each type check seconds slower
 * (docs/adr/typed-documents.md).
 */
export function defineDocument<
  Body extends JsonObject = JsonObject,
  Category extends EventCategory = never,
>(init: DocumentDefinitionInit<Body, Category>): DocumentDefinition<Body, Category> {
  const fields = notedFields(init.schema);
  const references = fields.flatMap(({ at, notes }): ReferenceRule[] =>
    notes.reference === undefined ? [] : [{ ...notes.reference, at }],
  );
  const naming = fields.flatMap(({ at, notes }): NamingRule[] =>
    notes.names === undefined ? [] : [{ at, to: notes.names }],
  );
  const sensitive = fields.flatMap(({ at, notes }): SensitiveRule[] =>
    notes.sensitive === undefined ? [] : [{ ...notes.sensitive, at }],
  );
  const hidden = fields.filter(({ notes }) => notes.hidden).map(({ at }) => at);
  return {
    plural: `${init.label}s`,
    categories: [],
    level: "space",
    filters: {},
    parameters: [],
    titleFields: [],
    takeDefault: undefined,
    nested: [],
    companions: [],
    links: {},
    versioned: false,
    newestFirst: false,
    ownerPermissions: undefined,
    delegating: [],
    destinations: [],
    complete: (body) => body,
    derive: () => ({}),
    ...init,
    ...documentType({
      ...init,
      references,
      sensitive: [...sensitive, ...(init.sensitive ?? [])],
      hidden,
    }),
    naming: [...naming, ...(init.naming ?? [])],
    verbs: new Set(init.verbs ?? ALL_VERBS),
  };
}
