import { list, name, object } from "@indelible/domain";
import { expect, it } from "vitest";
import { documentForm } from "./document-form.ts";
import { serverProblems } from "./server-problems.ts";

const fields = documentForm({
  schema: object({ Name: name(), Phases: list(object({ Name: name() })) }),
});

it("sentences of the server go to the field that they name, the others above the form", () => {
  const errors = [
    "Name must not be blank.",
    "Name must have at most 200 characters.",
    "Phases[0].Name must not be blank.",
    "Port must be at least 1.",
    "There is another environment with this name.",
  ];
  expect(serverProblems(fields, errors)).toEqual({
    byField: { Name: errors[0], "Phases[0].Name": errors[2] },
    others: [errors[1], errors[3], errors[4]],
  });
});

it("no refusal, no problem", () => {
  expect(serverProblems(fields, [])).toEqual({ byField: {}, others: [] });
});
