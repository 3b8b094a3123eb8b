import { deployments, environments, spaces, teams } from "@indelible/domain";
import { expect, test } from "vitest";
import { permissionScope } from "./scope.ts";

test("a document's scope has what it relates to, each id once", () => {
  const body = {
    ReleaseId: "Releases-1",
    ProjectId: "Projects-1",
    EnvironmentId: "Environments-1",
    TenantId: "Tenants-1",
  };
  expect(permissionScope(deployments, "Deployments-1", "Spaces-1", body)).toEqual({
    spaceId: "Spaces-1",
    projects: ["Projects-1"],
    projectGroups: [],
    environments: ["Environments-1"],
    tenants: ["Tenants-1"],
  });
});

test("a document may itself be in its scope", () => {
  const scope = permissionScope(environments, "Environments-7", "Spaces-1", { Name: "Live" });
  expect(scope.environments).toEqual(["Environments-7"]);
});

test("a document of the installation has no space, whatever its row has", () => {
  expect(permissionScope(spaces, "Spaces-2", "Spaces-2", { Name: "S" }).spaceId).toBeNull();
  expect(permissionScope(teams, "Teams-2", "Spaces-2", { Name: "T" }).spaceId).toBe("Spaces-2");
});
