import { DOCUMENT_DEFINITIONS, type DocumentDefinition } from "@indelible/domain";

/** The route of documents of a type below a document of another type. */
export interface NestedPlace {
  readonly definition: DocumentDefinition;
  /** The field with the id of the owning document. */
  readonly by: string;
}

/**
 * The nested documents that the path of a route, such as `/projects/:id/runbooks/:itemId`, refers
 * to.
 */
export function nestedPlaceOf(path: string): NestedPlace | undefined {
  const [, above, , below] = path.split("/");
  const parent = DOCUMENT_DEFINITIONS.find(({ route }) => route === above);
  for (const definition of DOCUMENT_DEFINITIONS) {
    const found = definition.nested.find(({ under, as }) => {
      return under === parent?.prefix && as === below;
    });
    if (found !== undefined) return { definition, by: found.by };
  }
  return undefined;
}
