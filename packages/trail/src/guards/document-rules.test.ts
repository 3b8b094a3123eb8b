import { expect, test } from "vitest";
import { openStore } from "../../../../test/support/stores.ts";
import { documentType } from "../document/document-type.ts";
import { withoutSecrets } from "../secrets/secret-slots.ts";
import { type DocumentRule, registerDocumentTypes, ruledType } from "./document-rules.ts";

const things = documentType({
  prefix: "Things",
  label: "Thing",
  hidden: ["/Digest"],
  sensitive: [
    { at: "/Items/*/Token", keeping: "sealed", shape: "object" },
    {
      at: "/Value",
      when: { field: "IsSecret", equals: true },
      keeping: "verifier",
      shape: "null",
    },
  ],
});

test("the stored rules are enough to show a document without its secrets", async () => {
  const database = await openStore("postgres");
  const rows = () =>
    database.query<{ prefix: string; label: string; rules: DocumentRule[] }>(
      { name: "", text: "select prefix, label, rules from trail.document_types order by prefix" },
      [],
    );
  await registerDocumentTypes(database, [things, documentType({ prefix: "Boxes", label: "Box" })]);
  const [boxes, stored] = await rows();
  expect(boxes).toEqual({ prefix: "Boxes", label: "Box", rules: [] });
  const secret = { Kept: "sealed:v1:x", Indicator: "i-1" };
  const body = { Digest: "x", Items: [{ Token: secret }], Value: secret, IsSecret: true };
  const shown = { Items: [{ Token: "i-1" }], Value: "i-1", IsSecret: true };
  expect(withoutSecrets(things, body)).toEqual(shown);
  expect(withoutSecrets(ruledType("Things", stored?.rules ?? []), body)).toEqual(shown);

  // A type that is no longer registered keeps its rules; others are updated.
  await registerDocumentTypes(database, [documentType({ prefix: "Boxes", label: "Crate" })]);
  expect(await rows()).toEqual([{ prefix: "Boxes", label: "Crate", rules: [] }, stored]);
  await database.close();
});
