import { expect, it } from "vitest";
import { renderPart } from "../testing/render.tsx";
import { EmptyNote } from "./empty-note.tsx";

it("a note for an empty list is announced to screen readers", async () => {
  const { text, html } = await renderPart(<EmptyNote>No API key yet.</EmptyNote>);
  expect(text).toBe("No API key yet.");
  expect(html).toContain('role="status"');
});
