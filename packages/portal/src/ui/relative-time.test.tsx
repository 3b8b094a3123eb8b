import { expect, it } from "vitest";
import { NOW, renderPart } from "../testing/render.tsx";
import { RelativeTime } from "./relative-time.tsx";

it("a time is shown relative to the clock", async () => {
  const at = new Date(NOW - 2 * 3_600_000).toISOString();
  const { text } = await renderPart(<RelativeTime at={at} />);
  expect(text).toBe("2 hours ago");
});
