import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { KeyChanged } from "./key-changed.tsx";

const known = { origin: "indelible/test", verifierKey: "old" };
const none = () => undefined;

it("another key is an alert that shows both", async () => {
  const reported = { ...known, verifierKey: "new" };
  const { text, html } = await renderPart(
    <KeyChanged known={known} reported={reported} onTrusted={none} />,
  );
  expect(html).toContain('role="alert"');
  expect(text).toMatch(/Known: old of indelible\/test Now: new .* Trust the new key$/);
});

it("the same key is no news", async () => {
  const { text } = await renderPart(<KeyChanged known={known} reported={known} onTrusted={none} />);
  expect(text).toBe("");
});
