import { libraryVariableSets, object, secret } from "@indelible/domain";
import { expect, it } from "vitest";
import { renderFields } from "../../testing/render-field.tsx";

const schema = object({ Password: secret("sealed", "object") });

it("a new secret is a password input", async () => {
  const { html, text } = await renderFields(schema);
  expect(html).toContain('type="password"');
  expect(html).toContain('autoComplete="new-password"');
  expect(text).not.toContain("Keep");
});

it("a secret that is there is kept by default, and can be replaced and removed", async () => {
  const { html, text } = await renderFields(schema, {
    Password: { HasValue: true, NewValue: null, Hint: null },
  });
  expect(text).toBe("Password A value is set. It is never shown. Keep Replace Remove");
  expect(html).not.toContain('type="password"');
  expect(html).toMatch(/<input[^>]*checked=""[^>]*value="keep"|value="keep"[^>]*checked=""/);
});

it("a secret that the API never shows can be replaced, but not removed", async () => {
  const user = object({ Password: secret("verifier", "null") });
  const { text } = await renderFields(user, { Password: null });
  expect(text).toBe("Password The value is never shown. Keep Replace");
});

it("a property is a text, or a secret if it was declared one", async () => {
  const templates = (DefaultValue: string | { HasValue: boolean; NewValue: null }) =>
    renderFields(libraryVariableSets.schema, {
      Name: "Mail",
      Templates: [{ Name: "Host", DefaultValue }],
    });
  expect((await templates("localhost")).html).toContain(">localhost</textarea>");
  expect((await templates({ HasValue: true, NewValue: null })).text).toContain("A value is set.");
});
