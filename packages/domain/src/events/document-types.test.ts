import { describe, expect, it } from "vitest";
import { documentTypeName } from "./document-types.ts";

describe("documentTypeName", () => {
  it("is the label of the type", () => {
    expect(documentTypeName({ prefix: "Projects", label: "Project" })).toBe("Project");
    expect(documentTypeName({ prefix: "Widgets", label: "Widget" })).toBe("Widget");
  });

  it("is the name of Octopus Deploy where that differs, regardless of the case of the prefix", () => {
    for (const prefix of ["Environments", "environments"])
      expect(documentTypeName({ prefix, label: "Environment" })).toBe("Deployment Environment");
  });
});
