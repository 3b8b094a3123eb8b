import { describe, expect, it } from "vitest";
import { safeReturnPath } from "./guards.ts";

describe("where to return after signing in", () => {
  it("is a path inside the portal", () => {
    expect(safeReturnPath("/Spaces-1/configuration/audit?users=Users-1")).toBe(
      "/Spaces-1/configuration/audit?users=Users-1",
    );
  });

  it.each([
    "https://elsewhere.example",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "javascript:alert(1)",
    "/sign-in?to=/x",
    "",
    undefined,
    7,
  ])("is the start page for %s", (path) => {
    expect(safeReturnPath(path)).toBe("/");
  });
});
