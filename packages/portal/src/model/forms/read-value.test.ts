import { flag, integer, list, name, nullable, object, section, text } from "@indelible/domain";
import { expect, it } from "vitest";
import { documentForm } from "./document-form.ts";
import { newRow, readFields } from "./read-value.ts";

it("a new document has the defaults, a section its own", () => {
  const fields = documentForm({
    schema: object({
      Name: name(),
      Notes: text(),
      On: flag(true),
      Policy: section({ Port: integer(22) }, { Port: 80 }),
      Rule: nullable(object({ Days: integer(3) })),
    }),
  });
  expect(readFields(fields)).toEqual({
    Name: "",
    Notes: "",
    On: true,
    Policy: { Port: 80 },
    Rule: null,
  });
});

it("a new row of a list whose items may be null is there to be filled in", () => {
  const [rules] = documentForm({
    schema: object({ Rules: list(nullable(object({ Days: integer(3) }))) }),
  });
  const item = rules?.control.kind === "list" ? rules.control.item : undefined;
  expect(item && newRow(item, []).Value).toEqual({ Days: 3 });
});
