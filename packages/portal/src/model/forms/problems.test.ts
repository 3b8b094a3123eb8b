import {
  anything,
  idOf,
  integer,
  list,
  map,
  name,
  object,
  secret,
  slug,
  text,
  timeSpan,
} from "@indelible/domain";
import { describe, expect, it } from "vitest";
import { documentForm } from "./document-form.ts";
import { secretIn } from "./form-value.ts";
import { problemsOf } from "./problems.ts";
import { newRow, readFields } from "./read-value.ts";

const fields = documentForm({
  schema: object({
    Name: name(10),
    Slug: slug(),
    ProjectId: idOf("Projects"),
    Port: integer(22, 1),
    Wait: timeSpan("00:01:00"),
    Extra: anything(),
    Phases: list(object({ Name: name(), Notes: text(5) })),
    Values: map(text(3)),
  }),
});
const good = readFields(fields, { Name: "Web", ProjectId: "Projects-1" });

describe("a form", () => {
  it("that is complete has no problem", () => {
    expect(problemsOf(fields, good)).toEqual({});
  });

  it("lacks what is required", () => {
    expect(problemsOf(fields, readFields(fields))).toEqual({
      Name: "Name is required.",
      ProjectId: "Project is required.",
    });
    expect(problemsOf(fields, { ...good, Name: "   " })).toHaveProperty("Name");
  });

  it.each([
    ["Name", "longer than 10", "Name must have at most 10 characters."],
    ["Slug", "a b", "Slug contains a character that is not allowed."],
    ["Port", null, "Port is required."],
    ["Port", 0, "Port must be at least 1."],
    ["Port", 1.5, "Port must be a whole number."],
    ["Wait", "soon", "Wait must be a length of time such as 01:30:00."],
    ["Wait", "", "Wait is required."],
    ["Extra", "{a", "Extra is not valid JSON."],
  ])("has a problem at %s when it is %j", (field, value, sentence) => {
    expect(problemsOf(fields, { ...good, [field]: value })).toEqual({ [field]: sentence });
  });

  it("names the item of a list that has a problem", () => {
    const Phases = [
      { Key: 0, Name: "", Value: { Name: "First", Notes: "" } },
      { Key: 1, Name: "", Value: { Name: "", Notes: "too long" } },
    ];
    expect(problemsOf(fields, { ...good, Phases })).toEqual({
      "Phases[1].Name": "Name is required.",
      "Phases[1].Notes": "Notes must have at most 5 characters.",
    });
  });

  it("requires a unique name for every entry of a map", () => {
    const entry = (Key: number, Name: string, Value = "x") => ({ Key, Name, Value });
    const Values = [entry(0, "a"), entry(1, ""), entry(2, "a"), entry(3, "b", "long")];
    expect(problemsOf(fields, { ...good, Values })).toEqual({
      "Values[1]": "Enter a name.",
      "Values[2]": "This name is used above.",
      "Values[3]": "Values must have at most 3 characters.",
    });
  });

  it("takes a required secret only when one is given or there is one", () => {
    const required = documentForm({
      schema: object({ Key: { ...secret("sealed", "object"), default: undefined } }),
    });
    expect(problemsOf(required, readFields(required))).toHaveProperty("Key");
    const shown = readFields(required, { Key: { HasValue: true, NewValue: null } });
    expect(problemsOf(required, shown)).toEqual({});
    const replaced = (Text: string) => ({ Key: { ...secretIn(shown.Key), Edit: "replace", Text } });
    expect(problemsOf(required, replaced("new"))).toEqual({});
    expect(problemsOf(required, replaced(""))).toEqual({ Key: "Key needs a new value." });
  });
});

it("a new row has a key that no other row has, and the defaults of its control", () => {
  const phases = fields.find(({ name: field }) => field === "Phases")?.control;
  const item = phases?.kind === "list" ? phases.item : undefined;
  const first = item && newRow(item, []);
  const second = item && first && newRow(item, [first]);
  expect(first).toEqual({ Key: 0, Name: "", Value: { Name: "", Notes: "" } });
  expect(second?.Key).toBe(1);
});
