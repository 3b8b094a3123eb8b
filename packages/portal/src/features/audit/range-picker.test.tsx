import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { RangePicker } from "./range-picker.tsx";

it("offers the usual ranges and a calendar up to today", async () => {
  const { text } = await renderPart(<RangePicker filters={{}} onPick={() => undefined} />);
  expect(text).toContain("Today 7 days 30 days");
  expect(text).toContain("November 2026");
});
