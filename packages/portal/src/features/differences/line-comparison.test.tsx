import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { LineComparison } from "./line-comparison.tsx";

const lines = Array.from({ length: 30 }, (_, i) => `line ${i}`);
const before = lines.join("\n");
const after = lines.with(15, "changed").join("\n");

it.each(["inline", "side-by-side"] as const)("folds what did not change, %s", async (layout) => {
  const { text } = await renderPart(
    <LineComparison before={before} after={after} layout={layout} />,
  );
  expect(text).toMatch(/Show \d+ unchanged lines/);
  expect(text).toContain("− line 15");
  expect(text).toContain("+ changed");
  expect(text).not.toContain("line 2 ");
});
