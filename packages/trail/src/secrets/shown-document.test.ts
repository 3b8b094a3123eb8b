import { expect, test } from "vitest";
import { documentType } from "../document/document-type.ts";
import { shownDocument } from "./shown-document.ts";

const type = documentType({
  prefix: "Things",
  label: "Thing",
  hidden: ["/Digest"],
  sensitive: [{ at: "/Token", keeping: "sealed", shape: "null" }],
});
const body = { Name: "a", Digest: "x", Token: { Kept: "sealed:v1:x", Indicator: "i-1" } };

test("an event shows the id and the space, indicators for secrets and no hidden fields", () => {
  const shown = { Id: "Things-1", SpaceId: "Spaces-1", Name: "a", Token: "i-1" };
  expect(shownDocument(type, "Things-1", "Spaces-1", body)).toEqual(shown);
});

test("a document of the installation has no space", () => {
  expect(shownDocument(type, "Things-1", null, body)).toEqual({
    Id: "Things-1",
    Name: "a",
    Token: "i-1",
  });
});
