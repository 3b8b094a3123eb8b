import { expect, it } from "vitest";
import { renderPart } from "../testing/render.tsx";
import { Tag } from "./tag.tsx";

it("a tag has its tone, and is grey without one", async () => {
  expect((await renderPart(<Tag tone="bad">Failed</Tag>)).html).toContain('data-tone="bad"');
  expect((await renderPart(<Tag>Queued</Tag>)).html).toContain('data-tone="plain"');
});
