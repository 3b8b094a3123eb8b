import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CATEGORY_IDS, categoryName, parseCategory } from "./categories.ts";

describe("CATEGORY_IDS", () => {
  it("start with those of every document", () => {
    expect(CATEGORY_IDS.slice(0, 3)).toEqual(["Created", "Modified", "Deleted"]);
    expect(CATEGORY_IDS).toHaveLength(57);
  });

  it("include those that clients filter by", () => {
    expect(CATEGORY_IDS).toEqual(
      expect.arrayContaining([
        "DeploymentQueued",
        "DeploymentStarted",
        "DeploymentResumed",
        "DeploymentSucceeded",
        "DeploymentFailed",
        "ManualInterventionInterruptionRaised",
        "GuidedFailureInterruptionRaised",
        "MachineAdded",
        "MachineDeleted",
        "MachineCleanupFailed",
        "MachineDeploymentRelatedPropertyWasUpdated",
        "LoginSucceeded",
        "LoginFailed",
        "RunbookRunSucceeded",
        "RunbookRunFailed",
      ]),
    );
  });
});

describe("categoryName", () => {
  it("has the display names of Octopus Deploy", () => {
    expect(categoryName("Created")).toBe("Document created");
    expect(categoryName("MachineAdded")).toBe("Machine created");
    expect(categoryName("MachineUnhealthy")).toBe("Machine found to be unhealthy");
    expect(categoryName("CertificateExpiry20DayWarning")).toBe("Certificate expiry 20-day warning");
  });

  it("has a different name for each category", () => {
    expect(new Set(CATEGORY_IDS.map(categoryName)).size).toBe(CATEGORY_IDS.length);
  });
});

describe("parseCategory", () => {
  it("finds every category in lower, upper and mixed case", () => {
    fc.assert(
      fc.property(fc.constantFrom(...CATEGORY_IDS), (id) => {
        const texts = [id, id.toLowerCase(), id.toUpperCase()];
        expect(texts.map(parseCategory)).toEqual([id, id, id]);
      }),
      { seed: 1 },
    );
  });

  it("finds nothing for other texts", () => {
    for (const text of ["", "Create", " Created", "ReleaseCreated", "toString"])
      expect(parseCategory(text)).toBeUndefined();
  });
});
