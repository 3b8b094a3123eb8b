import { describe, expect, it } from "vitest";
import { MAX_CHOICES_SHOWN, matchingChoices } from "./matching-choices.ts";

const choices = [
  { id: "Projects-1", name: "Web shop" },
  { id: "Projects-2", name: "Payments" },
];
const ids = (found: readonly { id: string }[]) => found.map((choice) => choice.id);

describe("the choices of a filter", () => {
  it("are all before typing", () => {
    expect(matchingChoices(choices, "", [])).toEqual(choices);
  });

  it("match by name and by id, in any case", () => {
    expect(ids(matchingChoices(choices, "PAY", []))).toContain("Projects-2");
    expect(ids(matchingChoices(choices, "projects-1", []))).toEqual(["Projects-1"]);
  });

  it("offer typed text as an id", () => {
    expect(matchingChoices([], " Users-9 ", [])).toEqual([{ id: "Users-9", name: "Id “Users-9”" }]);
  });

  it("do not offer text with a comma, which separates ids", () => {
    expect(matchingChoices([], "a,b", [])).toEqual([]);
  });

  it("keep what is chosen visible when it has no name", () => {
    expect(ids(matchingChoices(choices, "", ["Projects-7"]))).toEqual([
      "Projects-7",
      "Projects-1",
      "Projects-2",
    ]);
  });

  it("are cut at the limit", () => {
    const many = Array.from({ length: 500 }, (_, n) => ({ id: `P-${n}`, name: `Project ${n}` }));
    expect(matchingChoices(many, "", [])).toHaveLength(MAX_CHOICES_SHOWN);
  });
});
