import { expect, it } from "vitest";
import { membersIn, NO_SECRET, rowsIn, secretIn, textIn, textsIn } from "./form-value.ts";

it("a value of another form is read as an empty one", () => {
  for (const odd of [undefined, null, 7, true]) {
    expect(textIn(odd)).toBe("");
    expect(textsIn(odd)).toEqual([]);
    expect(membersIn(odd)).toEqual({});
    expect(rowsIn(odd)).toEqual([]);
    expect(secretIn(odd)).toEqual(NO_SECRET);
  }
});

it("only the items of the right form are read", () => {
  const row = { Key: 1, Name: "", Value: null };
  expect(textsIn(["a", 7, "b"])).toEqual(["a", "b"]);
  expect(rowsIn([row, { Key: "1" }, 3])).toEqual([row]);
});
