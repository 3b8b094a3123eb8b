import { describe, expect, it } from "vitest";
import { categoryLook, categoryName } from "./category-look.ts";

describe("the look of a category", () => {
  it.each([
    ["Created", "good"],
    ["MachineAdded", "good"],
    ["Modified", "change"],
    ["Deleted", "bad"],
    ["MachineDeleted", "bad"],
    ["DeploymentSucceeded", "good"],
    ["RunbookRunFailed", "bad"],
    ["LoginFailed", "bad"],
    ["LoginSucceeded", "neutral"],
    ["DeploymentQueued", "neutral"],
    ["ManualInterventionInterruptionRaised", "attention"],
    ["ApiKeyExpiry10DayWarning", "attention"],
    ["MachineUnavailable", "attention"],
    ["ServerStarted", "change"],
    ["ServerStopped", "change"],
    ["ServerStoppedUnexpectedly", "attention"],
    ["LedgerAlarm", "attention"],
    ["LedgerAlarmEnded", "good"],
    ["LedgerTakenOver", "attention"],
    ["LedgerVerified", "good"],
    ["LedgerVerificationFailed", "bad"],
    ["WitnessQuorumLost", "attention"],
    ["WitnessQuorumRegained", "good"],
    ["MasterKeyShown", "attention"],
    ["ExportComplete", "attention"],
    ["SomethingNew", "neutral"],
  ])("of %s is %s", (category, tone) => {
    expect(categoryLook(category).tone).toBe(tone);
  });

  it("is shown as words", () => {
    expect(categoryName("DeploymentQueued")).toBe("Deployment queued");
    expect(categoryName("Created")).toBe("Created");
  });
});
