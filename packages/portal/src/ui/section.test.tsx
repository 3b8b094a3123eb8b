import { expect, it } from "vitest";
import { renderPart } from "../testing/render.tsx";
import { Section } from "./section.tsx";

it("a section is labelled by its heading", async () => {
  const { html, text } = await renderPart(
    <Section title="Members" actions={<button type="button">Add</button>}>
      nobody
    </Section>,
  );
  const id = /aria-labelledby="([^"]+)"/.exec(html)?.[1];
  expect(html).toContain(`id="${id}"`);
  expect(text).toBe("Members Add nobody");
});
