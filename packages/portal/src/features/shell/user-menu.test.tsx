import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { UserMenu } from "./user-menu.tsx";

it("says whose account it is", async () => {
  const { html, text } = await renderPart(<UserMenu />);
  expect(html).toContain('aria-label="Account: Ada Admin"');
  expect(text).toBe("AA");
});
