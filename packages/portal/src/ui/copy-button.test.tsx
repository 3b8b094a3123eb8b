import { expect, it } from "vitest";
import { renderPart } from "../testing/render.tsx";
import { CopyButton } from "./copy-button.tsx";

it("a copy button says what it copies and announces that it did", async () => {
  const { text, html } = await renderPart(<CopyButton text="secret" label="Copy key" />);
  expect(text).toBe("Copy key");
  expect(html).toContain('aria-live="polite"');
  expect(html).not.toContain("secret");
});
