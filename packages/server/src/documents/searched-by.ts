import type { DocumentHooks } from "./document-hooks.ts";

/**
 * A list filter by part of the title, case-insensitive, read from a query parameter of the type.
 */
export function searchedBy(parameter: string): NonNullable<DocumentHooks["listFilters"]> {
  return (query) => {
    const partialTitle = query.get(parameter.toLowerCase());
    return partialTitle === undefined ? {} : { partialTitle };
  };
}
