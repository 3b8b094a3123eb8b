import { expect, test } from "vitest";
import { limitProblem, type PlaceLimits, type UsePlace } from "./place-limits.ts";

const NONE: PlaceLimits = {
  EnvironmentIds: [],
  TenantIds: [],
  TenantTags: [],
  TenantedDeploymentParticipation: "Untenanted",
};
const HERE: UsePlace = { environmentIds: ["E-1"], tenant: null };
const north = { id: "T-1", tags: ["Region/North"] };

test.each<[string, Partial<PlaceLimits>, Partial<UsePlace>, string | undefined]>([
  ["without limits", {}, {}, undefined],
  ["without limits, for a tenant", {}, { tenant: north }, undefined],
  ["in its environment", { EnvironmentIds: ["E-1", "E-2"] }, {}, undefined],
  ["in another environment", { EnvironmentIds: ["E-2"] }, {}, "is limited to other environments"],
  [
    "without an environment",
    { EnvironmentIds: ["E-1"] },
    { environmentIds: [] },
    "is limited to other environments",
  ],
  ["for its tenant", { TenantIds: ["T-1"] }, { tenant: north }, undefined],
  ["for a tenant with its tag", { TenantTags: ["region/north"] }, { tenant: north }, undefined],
  ["for another tenant", { TenantIds: ["T-2"] }, { tenant: north }, "is limited to other tenants"],
  [
    "for a tenant without its tag",
    { TenantTags: ["A/B"] },
    { tenant: north },
    "is limited to other tenants",
  ],
  ["for no tenant", { TenantedDeploymentParticipation: "Tenanted" }, {}, "is for tenants only"],
  [
    "where there is no run",
    { TenantedDeploymentParticipation: "Tenanted", TenantIds: ["T-2"] },
    { tenant: undefined },
    undefined,
  ],
])("an account or certificate is used %s", (_, limits, place, problem) => {
  expect(limitProblem({ ...NONE, ...limits }, { ...HERE, ...place } as UsePlace)).toBe(problem);
});
