import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { WordComparison } from "./word-comparison.tsx";

it("marks the words that differ", async () => {
  const { html, text } = await renderPart(
    <WordComparison before="Web shop" after="Web store" layout="inline" />,
  );
  expect(text).toBe("− Web shop + Web store");
  expect(html).toMatch(/<del[^>]*>shop<\/del>/);
  expect(html).toMatch(/<ins[^>]*>store<\/ins>/);
});
