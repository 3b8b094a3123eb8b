import { expect, test } from "vitest";
import { launchChromium } from "./chromium.ts";

test("the browser runs scripts and reaches no host outside", async () => {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    expect(await page.evaluate("6 * 7")).toBe(42);
    await expect(page.goto("http://example.com/")).rejects.toThrow("ERR_NAME_NOT_RESOLVED");
  } finally {
    await browser.close();
  }
});
