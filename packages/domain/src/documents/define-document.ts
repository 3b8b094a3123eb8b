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
import type { DocumentPrefix } from "./document-prefixes.ts";
import { notedFields } from "./field-notes.ts";

/** The permissions that the routes of a document type ask for. Null: any signed-in user may. */
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
  /** By prefix of the owner: what is asked for in place of the type's own permissions. */
  readonly under: Readonly<Partial<Record<DocumentPrefix, RoutePermissions>>>;
}

/** A document that comes to be with another, and belongs to it. */
export interface Companion<Owner extends JsonObject = JsonObject> {
  /** Prefix of its type. */
  readonly prefix: DocumentPrefix;
  /** Its id, where it follows from the owner's; else the next of its prefix. */
  readonly id?: (ownerId: string) => string;
  /** What its body is given; its other fields have their defaults. */
  body(ownerId: string, owner: Owner): JsonObject;
}

/** A list of one type's documents under a document of another: `projects/{id}/channels`. */
export interface NestedRoute<Field extends string = string> {
  /** Prefix of the type it stands under. */
  readonly under: DocumentPrefix;
  readonly as: string;
  /** The field that holds the id of that document. */
  readonly by: Field;
  /** Whether all routes of the type are there too, as `projects/{id}/runbooks/{id}`. */
  readonly isWhole?: boolean;
}

/** What a pure rule may know of the write it completes. */
export interface WriteContext<Body extends JsonObject = JsonObject> {
  readonly id: string;
  /** ISO 8601. */
  readonly now: string;
  /** The stored body, when there is one. */
  readonly before: Body | undefined;
}

/** The schema of an object that has the fields of a body. */
export interface SchemaFor<Body extends JsonObject = JsonObject> {
  readonly type: "object";
  readonly properties: { readonly [Field in keyof Body]: TSchema };
}

/**
 * A document type with everything that any layer must know of it. `Body` is the body of its documents,
 * `Category` the categories of its own events; without them, any type's.
 */
export interface DocumentDefinition<
  Body extends JsonObject = JsonObject,
  Category extends EventCategory = EventCategory,
> extends DocumentType<Body, Category> {
  /** Last part of its address: `projects`. */
  readonly route: string;
  /** What people call several of them: `Projects`. */
  readonly plural: string;
  /** Documents of a space, of the whole installation, or each as its `SpaceId` says. */
  readonly level: "space" | "system" | "either";
  readonly schema: SchemaFor;
  /** Categories of its events in addition to Created, Modified and Deleted. */
  readonly categories: readonly Category[];
  readonly permissions: RoutePermissions;
  /** Undefined where `permissions` are asked for whatever a document belongs to. */
  readonly ownerPermissions: OwnerPermissions | undefined;
  /** Which of the standard routes it has; all unless told. */
  readonly verbs: ReadonlySet<Verb>;
  /** Query parameters that filter its list, and the field each compares. */
  readonly filters: Readonly<Record<string, string>>;
  /** Query parameters of its list that need rules of their own. */
  readonly parameters: readonly string[];
  /** Fields that are searched, as the title is, for part of a name. */
  readonly titleFields: readonly string[];
  /** Items of a page of its list unless the request says otherwise; as of all lists unless told. */
  readonly takeDefault: number | undefined;
  readonly nested: readonly NestedRoute[];
  readonly companions: readonly Companion<Body>[];
  /** Links to what else is below one document, as templates that follow its address, by name. */
  readonly links: Readonly<Record<string, string>>;
  /** Whether `Version` counts writes and a stale one is refused. */
  readonly versioned: boolean;
  readonly newestFirst: boolean;
  /** Fills in what follows from the rest, on every write. */
  complete(body: Body, context: WriteContext<Body>): Body;
  /** Fields that are shown beside those that are stored: what changes as time goes by. */
  derive(body: Body, now: Date): JsonObject;
  /** A body that the API accepts; `idOf(prefix)` names an existing document. For tests and help. */
  example(idOf: (prefix: DocumentPrefix) => string): PartOf<Body>;
}

/** The standard routes of a document type. */
export type Verb = "list" | "get" | "create" | "edit" | "delete";

const ALL_VERBS: readonly Verb[] = ["list", "get", "create", "edit", "delete"];

/** A pattern of places in a field of a body, or below it: `/Steps/*`. */
export type PlaceIn<Body extends JsonObject> = `/${FieldOf<Body>}` | `/${FieldOf<Body>}/${string}`;

/** What a definition file says; the rest is derived from the schema or has a default. */
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
  /** Rules in addition to those of the schema's fields. */
  readonly sensitive?: readonly (SensitiveRule & { readonly at: PlaceIn<Body> })[];
}

/**
 * Completes a definition: references, secrets and hidden fields are read off its schema. `Body` is the
 * `BodyOf` that schema; it is given rather than inferred, which would cost seconds of each type check.
 */
export function defineDocument<
  Body extends JsonObject = JsonObject,
  Category extends EventCategory = never,
>(init: DocumentDefinitionInit<Body, Category>): DocumentDefinition<Body, Category> {
  const fields = notedFields(init.schema);
  const references = fields.flatMap(({ at, notes }): ReferenceRule[] =>
    notes.reference === undefined ? [] : [{ ...notes.reference, at }],
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
    complete: (body) => body,
    derive: () => ({}),
    ...init,
    ...documentType({
      ...init,
      references,
      sensitive: [...sensitive, ...(init.sensitive ?? [])],
      hidden,
    }),
    verbs: new Set(init.verbs ?? ALL_VERBS),
  };
}
