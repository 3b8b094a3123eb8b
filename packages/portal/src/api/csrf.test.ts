import { describe, expect, it } from "vitest";
import { csrfToken } from "./csrf.ts";

describe("the CSRF token", () => {
  it("is the value of the cookie with the prefix, whatever its suffix", () => {
    expect(csrfToken("a=1; Octopus-Csrf-Token_5f2c=abc=; b=2")).toBe("abc=");
  });

  it("is decoded where it was encoded", () => {
    expect(csrfToken("Octopus-Csrf-Token_x=a%2Bb")).toBe("a+b");
    expect(csrfToken("Octopus-Csrf-Token_x=100%")).toBe("100%");
  });

  it("is missing without the cookie", () => {
    expect(csrfToken("")).toBeUndefined();
    expect(csrfToken("Not-Octopus-Csrf-Token=abc")).toBeUndefined();
  });
});
