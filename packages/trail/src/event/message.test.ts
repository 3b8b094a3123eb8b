import fc from "fast-check";
import { expect, test } from "vitest";
import { composeMessage } from "./message.ts";

const titleOf = (id: string) => `<${id}>`;

test("a sentence without documents has no references", () => {
  expect(composeMessage(["It ", "happened"], titleOf)).toEqual({
    text: "It happened",
    references: [],
  });
});

test("documents are named by their own text, or by their title", () => {
  const parts = ["Release ", { documentId: "R-1", text: "1.0" }, " of ", { documentId: "P-1" }];
  expect(composeMessage(parts, titleOf)).toEqual({
    text: "Release 1.0 of <P-1>",
    references: [
      { ReferencedDocumentId: "R-1", StartIndex: 8, Length: 3 },
      { ReferencedDocumentId: "P-1", StartIndex: 15, Length: 5 },
    ],
  });
});

test("every span is exactly the name it stands for, in any script", () => {
  const name = fc.string({ unit: "grapheme" });
  const named = fc.record({ documentId: fc.constantFrom("A-1", "B-2"), text: name });
  fc.assert(
    fc.property(fc.array(fc.oneof(name, named)), (parts) => {
      const { text, references } = composeMessage(parts, titleOf);
      const pieces = parts.map((part) => (typeof part === "string" ? part : part.text));
      expect(text).toBe(pieces.join(""));
      const names = parts.filter((part) => typeof part !== "string");
      expect(references).toHaveLength(names.length);
      references.forEach(({ ReferencedDocumentId, StartIndex, Length }, i) => {
        expect(ReferencedDocumentId).toBe(names[i]?.documentId);
        expect(text.slice(StartIndex, StartIndex + Length)).toBe(names[i]?.text);
      });
    }),
  );
});
