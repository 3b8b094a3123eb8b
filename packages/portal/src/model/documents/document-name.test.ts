import { describe, expect, it } from "vitest";
import { documentName, readableProperties } from "./document-name.ts";

describe("the name of a document", () => {
  it.each([
    [{ Id: "Projects-1", Name: "Web shop" }, "Web shop"],
    [{ Id: "Users-1", DisplayName: "Alice", Username: "alice" }, "Alice"],
    [{ Id: "Users-2", DisplayName: " ", Username: "bob" }, "bob"],
    [{ Id: "Releases-1", Version: "1.2.0" }, "1.2.0"],
    [{ Id: "deploymentprocess-Projects-1", Version: 4 }, "deploymentprocess-Projects-1"],
  ])("of %o is %s", (document, name) => {
    expect(documentName(document)).toBe(name);
  });

  it("is not repeated among its properties, nor are links", () => {
    const document = { Id: "Projects-1", Name: "Web shop", SpaceId: "Spaces-1", Links: {}, A: 1 };
    expect(readableProperties(document)).toEqual({ A: 1 });
  });
});
