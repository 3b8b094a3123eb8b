import { expect, it } from "vitest";
import { renderPart } from "../testing/render.tsx";
import { PagePending } from "./page-pending.tsx";

it("a page that loads is marked as busy", async () => {
  expect((await renderPart(<PagePending />)).html).toContain('aria-busy="true"');
});
