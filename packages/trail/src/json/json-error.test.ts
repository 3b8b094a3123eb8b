import { describe, expect, it } from "vitest";
import { JsonError, nestedTooDeeply } from "./json-error.ts";

describe("JsonError", () => {
  it("has a name, a code to branch on and a sentence", () => {
    const error = new JsonError("bad-pointer", '"x" is not a JSON Pointer.');
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe("JsonError");
    expect(error.code).toBe("bad-pointer");
    expect(error.message).toMatch(/\.$/);
  });

  it("names the limit that was exceeded", () => {
    expect(nestedTooDeeply(128)).toMatchObject({
      code: "too-deep",
      message: "The JSON is nested deeper than 128 levels.",
    });
  });
});
