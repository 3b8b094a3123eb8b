import { expect, it } from "vitest";
import { renderPage } from "../../testing/render.tsx";

it("asks for username and password, which password managers can fill in", async () => {
  const { text, html } = await renderPage("/sign-in?to=/Spaces-1/projects");
  expect(text).toContain("Sign in to Indelible Every change is recorded Username Password");
  expect(html).toContain('autoComplete="username"');
  expect(html).toContain('autoComplete="current-password"');
});
