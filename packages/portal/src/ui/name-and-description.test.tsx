import { expect, it } from "vitest";
import { renderPart } from "../testing/render.tsx";
import { NameAndDescription, nameAndDescription } from "./name-and-description.tsx";

it("the fields begin with the document's values", async () => {
  const document = { Id: "Teams-1", Name: "Shopkeepers", Description: "Sell" };
  const { html } = await renderPart(<NameAndDescription document={document} />);
  expect(html).toContain('value="Shopkeepers"');
  expect(html).toMatch(/<textarea[^>]*>Sell<\/textarea>/);
});

it("what was typed is read by property", () => {
  const form = new FormData();
  form.set("name", " Shopkeepers ");
  form.set("description", "");
  expect(nameAndDescription(form)).toEqual({ Name: "Shopkeepers", Description: "" });
});
