import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageParts } from "./message-parts.ts";

const reference = (ReferencedDocumentId: string, StartIndex: number, Length: number) => ({
  ReferencedDocumentId,
  StartIndex,
  Length,
});

describe("the parts of a message", () => {
  it("are its texts and its references in order", () => {
    const message = "Deploy to Staging started for Web shop";
    expect(
      messageParts(message, [reference("Projects-1", 30, 8), reference("Deployments-1", 0, 17)]),
    ).toEqual([
      { text: "Deploy to Staging", documentId: "Deployments-1" },
      { text: " started for " },
      { text: "Web shop", documentId: "Projects-1" },
    ]);
  });

  it("are one text without references, and none for an empty message", () => {
    expect(messageParts("Signed in", [])).toEqual([{ text: "Signed in" }]);
    expect(messageParts("", [])).toEqual([]);
  });

  it("count characters as the API does, in UTF-16 units", () => {
    expect(messageParts("🚀 Mail", [reference("Projects-4", 3, 4)])).toEqual([
      { text: "🚀 " },
      { text: "Mail", documentId: "Projects-4" },
    ]);
  });

  it("leave out a reference that overlaps an earlier one", () => {
    const parts = messageParts("abcdef", [reference("A-1", 0, 4), reference("B-1", 2, 3)]);
    expect(parts).toEqual([{ text: "abcd", documentId: "A-1" }, { text: "ef" }]);
  });

  it("always make up the whole message, whatever the references", () => {
    const span = fc.record({
      ReferencedDocumentId: fc.string(),
      StartIndex: fc.integer({ min: -5, max: 40 }),
      Length: fc.integer({ min: -5, max: 40 }),
    });
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(span), (message, references) => {
        const parts = messageParts(message, references);
        expect(parts.map((part) => part.text).join("")).toBe(message);
        expect(parts.every((part) => part.text !== "")).toBe(true);
      }),
    );
  });

  it("link every span that overlaps no other", () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(words, (names) => {
        let message = "";
        const references = names.map((name, index) => {
          const span = reference(`Projects-${index}`, message.length, name.length);
          message += `${name} `;
          return span;
        });
        const linked = messageParts(message, references).filter((part) => part.documentId);
        expect(linked.map((part) => part.text)).toEqual(names);
      }),
    );
  });
});
