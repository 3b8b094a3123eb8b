import { flag, integer, list, name, object, slug, text } from "@indelible/domain";
import { expect, it } from "vitest";
import { renderFields } from "../../testing/render-field.tsx";

it("a text of one line is an input with its limits, bound to its label", async () => {
  const { html, text: shown } = await renderFields(object({ Name: name() }), { Name: "Web" });
  const id = /<label[^>]*for="([^"]+)"/.exec(html)?.[1];
  expect(html).toMatch(new RegExp(`<input[^>]*id="${id}"`));
  expect(html).toMatch(
    /<input[^>]*maxLength="200"[^>]*value="Web"|value="Web"[^>]*maxLength="200"/,
  );
  expect(html).toContain('required=""');
  expect(shown).toBe("Name *");
});

it("a problem is shown at its field and marks it as invalid", async () => {
  const { html, text: shown } = await renderFields(object({ Name: name() }), undefined, {
    Name: "Name is required.",
  });
  expect(shown).toContain("Name is required.");
  expect(html).toContain('aria-invalid="true"');
});

it("a slug says where it comes from", async () => {
  const { text: shown } = await renderFields(object({ Slug: slug() }));
  expect(shown).toContain("Made from the name when left blank.");
});

it("a long text is a text area", async () => {
  const { html } = await renderFields(object({ Notes: text() }), { Notes: "a\nb" });
  expect(html).toMatch(/<textarea[^>]*>a\nb<\/textarea>/);
});

it("numbers, flags and words show their values", async () => {
  const schema = object({ Port: integer(22), IsDisabled: flag(true), Roles: list(name()) });
  const { html, text: shown } = await renderFields(schema, { Roles: ["web", "db"] });
  expect(html).toContain('value="22"');
  expect(html).toMatch(/<input[^>]*role="switch"[^>]*checked=""|checked=""[^>]*role="switch"/);
  expect(shown).toContain("Disabled Roles web db");
});
