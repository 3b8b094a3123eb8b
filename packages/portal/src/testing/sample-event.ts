import type { EventResource } from "../model/answers/resources.ts";

/** An event for a test. The test gives only the parts that it checks. */
export function sampleEvent(parts: Partial<EventResource> = {}): EventResource {
  return {
    Id: "Events-1",
    Category: "Modified",
    Message: "Environment Staging was changed",
    MessageReferences: [],
    RelatedDocumentIds: ["Environments-2"],
    Occurred: "2026-11-22T10:00:00.000+00:00",
    UserId: "Users-21",
    Username: "alice",
    IsService: false,
    IdentityEstablishedWith: "Session cookie",
    UserAgent: "Test",
    SpaceId: "Spaces-1",
    ...parts,
  };
}
