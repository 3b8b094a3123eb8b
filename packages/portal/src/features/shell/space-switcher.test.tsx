import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { SpaceSwitcher } from "./space-switcher.tsx";

const { answers } = stubFetch();
const first = { Id: "Spaces-1", Name: "Default", IsDefault: true };

it("one space is a text, several are a menu", async () => {
  answers.set("/api/spaces/all", { body: [first] });
  expect((await renderPart(<SpaceSwitcher />)).html).not.toContain("<button");
  answers.set("/api/spaces/all", { body: [first, { ...first, Id: "Spaces-2", Name: "Two" }] });
  const { html } = await renderPart(<SpaceSwitcher />);
  expect(html).toContain('aria-label="Space: Default. Choose another"');
});
