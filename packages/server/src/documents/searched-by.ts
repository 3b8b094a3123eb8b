import type { DocumentHooks } from "./document-hooks.ts";

/** Narrows a list to titles that hold what a parameter of the type's own says, in any case. */
export function searchedBy(parameter: string): NonNullable<DocumentHooks["listFilters"]> {
  return (query) => {
    const partialTitle = query.get(parameter.toLowerCase());
    return partialTitle === undefined ? {} : { partialTitle };
  };
}
