import type { EventOfFormat3 } from "@indelible/trail";

/** An event as the trail records it, with changes for a test. */
export function sampleEvent(changes: Partial<EventOfFormat3> = {}): EventOfFormat3 {
  return {
    Format: "indelible-event/3",
    Id: "Events-7",
    Occurred: "2026-01-31T12:00:00.000Z",
    SpaceId: "Spaces-1",
    Category: "Modified",
    DocumentType: "Projects",
    DocumentId: "Projects-1",
    DocumentVersion: 2,
    UserId: "Users-1",
    Username: "alice",
    IsService: false,
    IdentityEstablishedWith: "Session cookie",
    UserAgent: "test/1.0",
    IpAddress: "192.0.2.1",
    ApiKeyId: null,
    ApiKeyHint: null,
    CorrelationId: "act-1",
    Message: "Project Shop was changed",
    MessageReferences: [{ ReferencedDocumentId: "Projects-1", StartIndex: 8, Length: 4 }],
    RelatedDocumentIds: ["Projects-1"],
    Comments: null,
    ChangeDetails: { DocumentContext: { Name: "Shop" }, Differences: [] },
    Scopes: { Projects: ["Projects-1"] },
    Tags: [],
    SecretDigests: {},
    Image: null,
    Personal: null,
    Trace: null,
    Nonce: "AAAAAAAAAAAAAAAAAAAAAA",
    ...changes,
  };
}
