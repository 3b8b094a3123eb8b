import { expect, it } from "vitest";
import { PICKERS } from "./picker.ts";

it("every picker filters by something else, and shows an id as an example", () => {
  expect(new Set(PICKERS.map(({ filter }) => filter)).size).toBe(PICKERS.length);
  for (const { example } of PICKERS) expect(example).toMatch(/^[A-Z]\w+(-\d+)?$/);
});
