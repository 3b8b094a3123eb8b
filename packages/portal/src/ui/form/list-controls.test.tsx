import { list, map, name, object } from "@indelible/domain";
import { expect, it } from "vitest";
import { renderFields } from "../../testing/render-field.tsx";

const phases = object({ Phases: list(object({ Name: name() })) });

it("the items of a list can be removed, moved and added", async () => {
  const { html, text } = await renderFields(phases, {
    Phases: [{ Name: "First" }, { Name: "" }],
  });
  expect(text).toContain("Add to phases");
  for (const label of ["Remove First", "Move First down", "Remove Item 2", "Move Item 2 up"])
    expect(html).toContain(`aria-label="${label}"`);
  expect(html).not.toContain("Move First up");
});

it("an empty list says so", async () => {
  expect((await renderFields(phases)).text).toBe("Phases None Add to phases");
});

it("a problem of an item is shown in the item, one of the list below it", async () => {
  const body = { Phases: [{ Name: "" }] };
  const problems = { "Phases[0].Name": "Name is required.", Phases: "Phases must have an item." };
  const { text } = await renderFields(phases, body, problems);
  expect(text).toMatch(/Name \* Name is required\. Phases must have an item\. Add to phases$/);
});

it("the entries of a map have a name and a value, and no order", async () => {
  const schema = object({ Scope: map(list(name())) });
  const { html, text } = await renderFields(schema, { Scope: { Role: ["web"] } });
  expect(text).toBe("Scope Role Name * Value web Add to scope");
  expect(html).not.toContain("Move ");
});
