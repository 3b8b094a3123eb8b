import { describe, expect, it } from "vitest";
import { Draft } from "./draft.ts";

describe("Draft", () => {
  it("changes in place and leaves the document it was made of", () => {
    const document = { list: [1, 2], keep: { a: 1 } };
    const draft = new Draft(document);
    draft.apply({ op: "remove", path: "/list/0" });
    draft.apply({ op: "add", path: "/keep/b", value: 2 });
    expect(draft.document).toEqual({ list: [2], keep: { a: 1, b: 2 } });
    expect(document).toEqual({ list: [1, 2], keep: { a: 1 } });
  });

  it("copies the values it takes in", () => {
    const value = { inner: [] };
    const draft = new Draft({});
    draft.apply({ op: "add", path: "/a", value });
    draft.apply({ op: "add", path: "/a/inner/-", value: 1 });
    expect(draft.document).toEqual({ a: { inner: [1] } });
    expect(value).toEqual({ inner: [] });
  });

  it("refuses a document that is not JSON", () => {
    const notJson: unknown = { at: new Date(0) };
    expect(() => new Draft(notJson as null)).toThrow(expect.objectContaining({ code: "not-json" }));
  });
});
