import { describe, expect, it } from "vitest";
import { missingPermissionMessage } from "./missing-permission.ts";

describe("missingPermissionMessage", () => {
  it("names the permission last, where clients expect it", () => {
    expect(missingPermissionMessage("EventView")).toBe(
      "You do not have permission to perform this action. Please contact your administrator. " +
        "Missing permission: EventView",
    );
  });

  it("names the given teams that have it", () => {
    const message = missingPermissionMessage("ProjectEdit", ["Web", "Payments"]);
    expect(message).toContain("Missing permission: ProjectEdit. ");
    expect(message).toMatch(/Members of these teams have it: Web, Payments$/);
  });

  it("does not mention teams if there are none", () => {
    expect(missingPermissionMessage("ProjectEdit", [])).toBe(
      missingPermissionMessage("ProjectEdit"),
    );
  });
});
