import { expect, it } from "vitest";
import { sampleEvent } from "../../testing/sample-event.ts";
import { documentTypeOf } from "./resources.ts";

it("an event is about the type that it names, else that of its first document", () => {
  expect(documentTypeOf(sampleEvent({ DocumentType: "Projects" }))).toBe("Projects");
  expect(documentTypeOf(sampleEvent({ RelatedDocumentIds: ["Teams-1"] }))).toBe("Teams");
  expect(documentTypeOf(sampleEvent({ RelatedDocumentIds: [] }))).toBe("");
});
