import { expect, it } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { stubFetch } from "../../testing/stub-fetch.ts";

stubFetch();

it("frames a page: skip link, navigation, account, content", async () => {
  const { html, text } = await renderPage("/Spaces-1/projects");
  expect(text).toMatch(/^Skip to content Indelible Spaces-1/);
  expect(html).toMatch(/<nav[^>]*aria-label="Main"/);
  expect(html).toContain('aria-label="Account: Ada Admin"');
  expect(html).toMatch(/<main[^>]*id="main"/);
});
