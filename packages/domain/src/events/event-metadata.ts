import { CATEGORY_IDS, categoryName, type EventCategory } from "./categories.ts";
import { documentTypeName, type LabelledType } from "./document-types.ts";
import { categoriesOfGroups, type EventGroup, eventGroups } from "./groups.ts";

/** An item with an id and a name, as the API shows it. */
export interface NamedResource {
  readonly Id: string;
  readonly Name: string;
  readonly Links: Readonly<Record<string, string>>;
}

/** A group of categories, as the API shows it. */
export interface EventGroupResource extends NamedResource {
  readonly EventCategories: readonly EventCategory[];
}

/**
 * The response of `GET /api/events/categories{?appliesTo}`: all categories, or those in the groups
 * for a kind of document (`Machine`, regardless of case).
 */
export function categoryResources(appliesTo?: string): NamedResource[] {
  if (appliesTo === undefined) return CATEGORY_IDS.map(categoryResource);
  const members = new Set(categoriesOfGroups(eventGroups(appliesTo).map(({ id }) => id)));
  return CATEGORY_IDS.filter((id) => members.has(id)).map(categoryResource);
}

function categoryResource(id: EventCategory): NamedResource {
  return { Id: id, Name: categoryName(id), Links: {} };
}

/** The response of `GET /api/events/groups{?appliesTo}`. */
export function groupResources(appliesTo?: string): EventGroupResource[] {
  return eventGroups(appliesTo).map(groupResource);
}

function groupResource({ id, name, categories }: EventGroup): EventGroupResource {
  return { Id: id, Name: name, EventCategories: categories, Links: {} };
}

/** The response of `GET /api/events/documenttypes` for the registered types, ordered by name. */
export function documentTypeResources(types: readonly LabelledType[]): NamedResource[] {
  return types
    .map((type) => ({ Id: type.prefix, Name: documentTypeName(type), Links: {} }))
    .sort((a, b) => (a.Name < b.Name ? -1 : 1));
}
