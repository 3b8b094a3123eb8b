import { describe, expect, it } from "vitest";
import { CATEGORY_IDS } from "./categories.ts";
import { categoryResources, documentTypeResources, groupResources } from "./event-metadata.ts";
import { EVENT_GROUPS } from "./groups.ts";

describe("categoryResources", () => {
  it("returns all categories", () => {
    expect(categoryResources().map(({ Id }) => Id)).toEqual(CATEGORY_IDS);
    expect(categoryResources()[0]).toEqual({ Id: "Created", Name: "Document created", Links: {} });
  });

  it("returns those for a kind of document, in the order of all", () => {
    expect(categoryResources("machine").map(({ Id }) => Id)).toEqual([
      "MachineAdded",
      "MachineEnabled",
      "MachineDisabled",
      "MachineHealthy",
      "MachineUnhealthy",
      "MachineUnavailable",
      "MachineHasWarnings",
      "MachineCleanupFailed",
      "MachineDeploymentRelatedPropertyWasUpdated",
    ]);
    expect(categoryResources("Kitchen")).toEqual([]);
  });
});

describe("groupResources", () => {
  it("returns all groups with their categories", () => {
    expect(groupResources()).toHaveLength(EVENT_GROUPS.length);
    expect(groupResources()[0]).toEqual({
      Id: "Document",
      Name: "Document events",
      EventCategories: ["Created", "Modified", "Deleted"],
      Links: {},
    });
  });

  it("returns those for a kind of document", () => {
    expect(groupResources("ApiKey").map(({ Id, Name }) => [Id, Name])).toEqual([
      ["ApiKeyExpiry", "API key expiry events"],
    ]);
  });
});

describe("documentTypeResources", () => {
  it("lists the registered types by name, with the name of Octopus Deploy if it has one", () => {
    const types = [
      { prefix: "Widgets", label: "Widget" },
      { prefix: "Projects", label: "Project" },
      { prefix: "Environments", label: "Environment" },
      { prefix: "ApiKeys", label: "API key" },
    ];
    expect(documentTypeResources(types)).toEqual([
      { Id: "ApiKeys", Name: "Api Key", Links: {} },
      { Id: "Environments", Name: "Deployment Environment", Links: {} },
      { Id: "Projects", Name: "Project", Links: {} },
      { Id: "Widgets", Name: "Widget", Links: {} },
    ]);
  });

  it("lists only registered types, and does not change the given list", () => {
    const types = [
      { prefix: "Users", label: "User" },
      { prefix: "Machines", label: "Deployment target" },
    ];
    expect(documentTypeResources([])).toEqual([]);
    expect(documentTypeResources(types).map(({ Name }) => Name)).toEqual(["Machine", "User"]);
    expect(types.map(({ prefix }) => prefix)).toEqual(["Users", "Machines"]);
  });
});
