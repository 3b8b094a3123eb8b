import type { DocumentResource } from "../answers/resources.ts";

// A release is known by its version and a user by the name shown to people.
const nameProperties = ["Name", "DisplayName", "Version", "Username"] as const;

/** What to call a document: its name, else what stands for one, else its id. */
export function documentName(document: DocumentResource): string {
  for (const property of nameProperties) {
    const value = document[property];
    if (typeof value === "string" && value.trim() !== "") return value;
  }
  return document.Id;
}

/** The properties of a document a reader wants: no links to the API, and nothing shown elsewhere. */
export function readableProperties(document: DocumentResource): Record<string, unknown> {
  const { Links: _links, Id: _id, Name: _name, SpaceId: _space, ...rest } = document;
  return rest;
}
