import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { SecretChanged, SecretValue } from "./secret-changed.tsx";

it("a secret is never shown", async () => {
  const indicator = "sensitive-value-indicator:1:abcdef";
  expect((await renderPart(<SecretChanged indicator={indicator} />)).text).toBe(
    "Secret value changed",
  );
  expect((await renderPart(<SecretValue indicator={indicator} />)).text).toBe("Secret value");
});
