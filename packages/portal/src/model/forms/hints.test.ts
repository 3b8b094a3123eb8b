import { name, object, slug } from "@indelible/domain";
import { expect, it } from "vitest";
import { documentForm } from "./document-form.ts";
import { lineHint, rowsOf } from "./hints.ts";

it("only a slug needs a hint", () => {
  const fields = documentForm({ schema: object({ Name: name(), Slug: slug() }) });
  const hints = fields.map(({ control }) => control.kind === "line" && lineHint(control));
  expect(hints).toEqual([undefined, expect.stringContaining("left blank")]);
});

it("long texts begin with three lines", () => {
  expect(rowsOf("Description")).toBe(3);
  expect(rowsOf("Phases[0].Notes")).toBe(3);
  expect(rowsOf("Endpoint.Host")).toBe(1);
});
