import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { DocumentTree } from "./document-tree.tsx";

it("properties without a value are hidden behind a button that counts them", async () => {
  const { text, html } = await renderPart(
    <DocumentTree value={{ Name: "Staging", Description: "", Roles: [] }} />,
  );
  expect(text).toBe("Name Staging Show 2 not set");
  expect(html).toContain('aria-expanded="false"');
});

it("without such properties there is no button", async () => {
  expect((await renderPart(<DocumentTree value={{ Name: "x" }} />)).text).toBe("Name x");
});
