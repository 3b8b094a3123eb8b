import fc from "fast-check";
import { expect, test } from "vitest";
import type { TrailEvent } from "../event/event.ts";
import { canonicalize } from "../json/canonical.ts";
import type { Json, JsonObject } from "../json/json.ts";
import { parseEnvelope, parseEvent } from "./parse-event.ts";

const event: TrailEvent = {
  Format: "indelible-event/1",
  Id: "Events-7",
  Occurred: "2026-01-01T00:00:00.123Z",
  SpaceId: null,
  Category: "Created",
  DocumentType: "Things",
  DocumentId: "Things-1",
  DocumentVersion: 1,
  UserId: "Users-1",
  Username: "alice",
  IsService: false,
  IdentityEstablishedWith: "Session cookie",
  UserAgent: "test/1.0",
  IpAddress: null,
  ApiKeyId: null,
  ApiKeyHint: null,
  CorrelationId: "act-1",
  Message: "Thing a was created",
  MessageReferences: [{ ReferencedDocumentId: "Things-1", StartIndex: 6, Length: 1 }],
  RelatedDocumentIds: ["Things-1"],
  Comments: null,
  ChangeDetails: { DocumentContext: { Name: "a" }, Differences: [] },
  Scopes: { Projects: ["Projects-1", "Projects-2"] },
  Nonce: "AAAAAAAAAAAAAAAAAAAAAA",
};
const body = canonicalize(event as unknown as Json);

/** Strings and names among which are those that mark where the document is. */
const texts = fc.oneof(fc.string(), fc.constantFrom("Comments", ',"Comments":', "ChangeDetails"));
const documents = fc.dictionary(texts, fc.oneof(texts, fc.dictionary(texts, texts)));

test("an event without its document is all the rest of it", () => {
  fc.assert(
    fc.property(documents, texts, fc.dictionary(texts, fc.array(texts)), (shown, text, Scopes) => {
      const ChangeDetails = { DocumentContext: shown as JsonObject, Differences: [] };
      const changed = { ...event, ChangeDetails, Scopes, Username: text, ApiKeyHint: text };
      const written = canonicalize(changed as unknown as Json);
      expect(parseEvent(written)).toEqual(changed);
      const { ChangeDetails: _, ...rest } = changed;
      expect(parseEnvelope(written)).toMatchObject(rest);
    }),
  );
});

test("it is parsed with the document if a scope has the name of the mark", () => {
  const Scopes = { Channels: ["Channels-1"], Comments: ["Comments-1"] };
  const changed = { ...event, Scopes };
  expect(parseEnvelope(canonicalize(changed as unknown as Json))).toEqual(changed);
});

test.each(["", "not JSON", "null", "[]", "{}", '{"Id":7}', body.replace('["Things-1"]', "[7]")])(
  "a body that is no event: %s",
  (text) => {
    expect(parseEvent(text)).toBeUndefined();
    expect(parseEnvelope(text)).toBeUndefined();
  },
);
