import { expect, it } from "vitest";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { renderPart } from "../../testing/render.tsx";
import { FormPage } from "./form-page.tsx";

it.each([
  [true, "Projects / Add project Add project the form"],
  [false, "Projects / Add project Add project Projects cannot be created or edited here."],
])("a page whose form is offered: %s", async (isOffered, text) => {
  const page = await renderPart(
    <FormPage kind={kindOfRoute("projects")} title="Add project" isOffered={isOffered}>
      the form
    </FormPage>,
  );
  expect(page.text).toBe(text);
  expect(page.html).toContain('href="/Spaces-1/projects"');
});
