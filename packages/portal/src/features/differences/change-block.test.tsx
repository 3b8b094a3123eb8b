import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { ChangeBlock } from "./change-block.tsx";
import type { ReadableChange } from "./readable-changes.ts";
import { INDICATOR_PREFIX } from "./secret.ts";

stubFetch();

const indicator = `${INDICATOR_PREFIX}1:abcdef`;

it.each<[string, Partial<ReadableChange>, string]>([
  ["added", { kind: "added", after: true }, "Name added + yes"],
  ["removed", { kind: "removed", before: 3 }, "Name removed − 3"],
  [
    "changed words",
    { before: "one two", after: "one three" },
    "Name changed − one two + one three",
  ],
  ["changed numbers", { before: 1, after: 2 }, "Name changed − 1 + 2"],
  ["an emptied text", { before: "x", after: "" }, "Name changed − x + empty"],
  ["a secret", { before: indicator, after: indicator }, "Name changed Secret value changed"],
  ["moved", { kind: "moved", positions: [1, 3] }, "Name moved Moved from position 1 to 3"],
  ["the whole", { label: [], kind: "removed", before: 1 }, "The whole document removed − 1"],
])("shows what was %s", async (_, change, text) => {
  const whole: ReadableChange = {
    kind: "changed",
    label: ["Name"],
    before: undefined,
    after: undefined,
    ...change,
  };
  expect((await renderPart(<ChangeBlock change={whole} />)).text).toBe(text);
});

it("texts of several lines are compared line by line", async () => {
  const change: ReadableChange = {
    kind: "changed",
    label: ["Script"],
    before: "a\nb\nc",
    after: "a\nB\nc",
  };
  const { html } = await renderPart(<ChangeBlock change={change} />);
  expect(html).toContain('data-side="old"');
  expect(html).toContain('data-side="both"');
});
