import fc from "fast-check";
import { expect, test } from "vitest";
import { sampleEvent } from "../../../../test/support/sample-event.ts";
import type { EventOfFormat1 } from "../event/event.ts";
import { hasOwnNonce, withNonce } from "../event/nonce.ts";
import { canonicalize } from "../json/canonical.ts";
import type { Json, JsonObject } from "../json/json.ts";
import { masterKeySealer } from "../secrets/sealer.ts";
import { parseEnvelope, parseEvent } from "./parse-event.ts";

const event: EventOfFormat1 = {
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

const later = sampleEvent({ ...event, Format: "indelible-event/3" });
const pointers = fc.oneof(
  fc.constantFrom('/"Nonce":"', '/,"Comments":', "/ChangeDetails", "/Variables/0/Value"),
  fc.string().map((key) => `/${key}`),
);
const digests = fc.dictionary(pointers, fc.option(fc.base64String()));

test("an event of format 3 is parsed whatever the names of its secrets, and keeps its nonce", () => {
  const { nonce } = masterKeySealer(new Uint8Array(32).fill(7), (bytes) => new Uint8Array(bytes));
  fc.assert(
    fc.property(digests, documents, texts, (SecretDigests, shown, text) => {
      const ChangeDetails = { DocumentContext: shown as JsonObject, Differences: [] };
      const changed = { ...later, SecretDigests, ChangeDetails, Username: text, Nonce: "" };
      const unsigned = canonicalize(changed as unknown as Json);
      const written = withNonce(unsigned, nonce(unsigned));
      expect(canonicalize(JSON.parse(written))).toBe(written);
      expect(hasOwnNonce(written, nonce)).toBe(true);
      const { ChangeDetails: _, Nonce: _1, ...rest } = changed;
      expect(parseEnvelope(written)).toMatchObject(rest);
      expect(parseEvent(written)).toEqual({ ...changed, Nonce: nonce(unsigned) });
    }),
  );
});

test.each(["indelible-event/4", null])("an event of the format %j is none", (Format) => {
  const text = canonicalize({ ...later, Format } as unknown as Json);
  expect(parseEvent(text)).toBeUndefined();
  expect(parseEnvelope(text)).toBeUndefined();
});

test("the tags are in format 3 only", () => {
  const { Tags: _, ...without } = later;
  for (const wrong of [without, { ...later, Tags: [7] }, { ...event, Tags: [] }]) {
    expect(parseEvent(canonicalize(wrong as unknown as Json))).toBeUndefined();
  }
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
