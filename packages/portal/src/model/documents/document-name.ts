import type { DocumentResource } from "../answers/resources.ts";

// A release is known by its version and a user by the name shown to people.
const nameProperties = ["Name", "DisplayName", "Version", "Username"] as const;

/** The name of a document: its name property, else the property used as one, else its id. */
export function documentName(document: DocumentResource): string {
  for (const property of nameProperties) {
    const value = document[property];
    if (typeof value === "string" && value.trim() !== "") return value;
  }
  return document.Id;
}

/** The properties of a document without the links to the API and without what the page shows elsewhere. */
export function readableProperties(document: DocumentResource): Record<string, unknown> {
  const { Links: _links, Id: _id, Name: _name, SpaceId: _space, ...rest } = document;
  return rest;
}
