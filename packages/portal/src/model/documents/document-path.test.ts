import { describe, expect, it } from "vitest";
import { kindOfRoute } from "./document-kinds.ts";
import { ownerOf } from "./document-owner.ts";
import { documentApiPath, listApiPath } from "./document-path.ts";

describe("paths of documents", () => {
  it("include their space", () => {
    const projects = kindOfRoute("projects");
    expect(listApiPath(projects, "Spaces-2")).toBe("/api/Spaces-2/projects");
    expect(documentApiPath(projects, "Spaces-2", "Projects-1")).toBe(
      "/api/Spaces-2/projects/Projects-1",
    );
  });

  it("have no space for documents of the system", () => {
    expect(listApiPath(kindOfRoute("users"), "Spaces-2")).toBe("/api/users");
  });

  it("escape an id, whatever it contains", () => {
    expect(documentApiPath(kindOfRoute("projects"), "Spaces-1", "../x?")).toBe(
      "/api/Spaces-1/projects/..%2Fx%3F",
    );
  });
});

describe("the owner of a document", () => {
  it("is named in the id of its part", () => {
    expect(ownerOf("deploymentprocess-Projects-12")).toBe("Projects-12");
    expect(ownerOf("variableset-LibraryVariableSets-1")).toBe("LibraryVariableSets-1");
  });

  it("is undefined for a document with its own name", () => {
    expect(ownerOf("Projects-12")).toBeUndefined();
    expect(ownerOf("users-system")).toBeUndefined();
  });
});
