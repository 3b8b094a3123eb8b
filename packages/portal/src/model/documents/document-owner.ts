/**
 * The id of the document that one belongs to and is named after: `Projects-1` for
 * `deploymentprocess-Projects-1`. Undefined for a document that has its own name.
 */
export function ownerOf(id: string): string | undefined {
  return /^[a-z]+-([A-Z][A-Za-z]*-\d+)$/.exec(id)?.[1];
}
