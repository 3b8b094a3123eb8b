import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import { describe, expect, it } from "vitest";
import { documentTypeName, kindOfId, kindOfRoute } from "./document-kinds.ts";

describe("kinds of documents", () => {
  it("exist for every document type that has a page, by route and by id", () => {
    const withPage = DOCUMENT_DEFINITIONS.filter(({ verbs }) => verbs.has("get"));
    expect(withPage.length).toBeGreaterThan(10);
    for (const { prefix, route } of withPage) {
      expect(kindOfId(`${prefix}-1`)).toBe(kindOfRoute(route));
      expect(kindOfRoute(route).route).toBe(route.toLowerCase());
    }
  });

  it("do not exist for what has no page", () => {
    expect(kindOfId("ApiKeys-3")).toBeUndefined();
    expect(kindOfId("Events-3")).toBeUndefined();
    expect(kindOfId("users")).toBeUndefined();
    expect(kindOfId("-1")).toBeUndefined();
    expect(kindOfId("Users-")).toBeUndefined();
  });

  it("make do with the route of a type without a definition", () => {
    expect(kindOfId("Widgets-1")).toMatchObject({ route: "widgets", plural: "Widgets" });
    expect(kindOfRoute("widgets")).toMatchObject({ route: "widgets", plural: "Widgets" });
  });

  it("take routes in any case", () => {
    expect(kindOfRoute("Environments").singular).toBe("Environment");
  });

  it("are called in sentence case, and machines as people call them", () => {
    expect(kindOfRoute("projectgroups").plural).toBe("Project groups");
    expect(kindOfRoute("machines").plural).toBe("Deployment targets");
    expect(documentTypeName("deploymentprocess")).toBe("Deployment process");
    expect(documentTypeName("ApiKeys")).toBe("API key");
    expect(documentTypeName("Widgets")).toBe("Widgets");
  });

  it("say what the API has routes for", () => {
    const { creatable, editable, deletable } = kindOfRoute("projects");
    expect([creatable, editable, deletable]).toEqual([true, true, true]);
    expect(kindOfRoute("variables")).toMatchObject({ creatable: false, editable: true });
    expect(kindOfRoute("deployments")).toMatchObject({ creatable: true, editable: false });
    expect(kindOfRoute("widgets")).toMatchObject({ creatable: false, editable: false });
  });

  it("list what they name before their description", () => {
    expect(kindOfRoute("projects").columns).toEqual(["ProjectGroupId", "LifecycleId"]);
    expect(kindOfRoute("environments").columns).toEqual(["Description"]);
    expect(kindOfRoute("users").columns).toEqual(["Username", "EmailAddress"]);
  });

  it("are in the system where their type is", () => {
    expect(kindOfRoute("users").reach).toBe("system");
    expect(kindOfRoute("projects").reach).toBe("space");
  });
});
