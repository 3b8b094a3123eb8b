import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  appliesAt,
  PERMISSION_IDS,
  PERMISSIONS,
  type Permission,
  parsePermission,
  permissionResources,
  type Restriction,
} from "./permissions.ts";

const RUNS = { seed: 140 };

const anyPermission = fc.constantFrom(...PERMISSION_IDS);

function idsWith(...restrictions: Restriction[]): Permission[] {
  const wanted = JSON.stringify(restrictions);
  return PERMISSION_IDS.filter((id) => JSON.stringify(PERMISSIONS[id].restrictions) === wanted);
}

function idsAt(level: "system" | "both"): Permission[] {
  return PERMISSION_IDS.filter((id) => PERMISSIONS[id].level === level);
}

describe("PERMISSIONS", () => {
  it("has every permission of Octopus Deploy, without the removed ones", () => {
    expect(PERMISSION_IDS).toHaveLength(139);
    expect(parsePermission("AuditView")).toBeUndefined();
    expect(parsePermission("TaskViewLog")).toBeUndefined();
  });

  it("names at system level what concerns the whole installation", () => {
    expect(idsAt("system")).toEqual([
      "AdministerSystem",
      "ConfigureServer",
      "DeploymentFreezeAdminister",
      "EventRetentionDelete",
      "EventRetentionView",
      "PlatformHubEdit",
      "PlatformHubView",
      "SpaceCreate",
      "SpaceDelete",
      "SpaceEdit",
      "SpaceView",
      "SshKnownHostsAdminister",
      "SshKnownHostsView",
      "TelemetryView",
      "UserEdit",
      "UserInvite",
      "UserRoleEdit",
      "UserRoleView",
      "UserView",
    ]);
  });

  it("names at both levels what exists both in spaces and outside them", () => {
    expect(idsAt("both")).toEqual([
      "EventView",
      "TaskCancel",
      "TaskCreate",
      "TaskEdit",
      "TaskView",
      "TeamCreate",
      "TeamDelete",
      "TeamEdit",
      "TeamView",
    ]);
  });

  it("limits what concerns a project in an environment for a tenant by all three", () => {
    expect(idsWith("Projects", "Environments", "Tenants")).toEqual([
      "AiAgentTranscriptView",
      "ArtifactCreate",
      "ArtifactDelete",
      "ArtifactEdit",
      "ArtifactView",
      "DeployedResourceAdminister",
      "DeploymentCreate",
      "DeploymentDelete",
      "DeploymentView",
      "EventView",
      "InterruptionSubmit",
      "InterruptionView",
      "InterruptionViewSubmitResponsible",
      "RunbookRunCreate",
      "RunbookRunDelete",
      "RunbookRunView",
      "TaskCancel",
      "TaskCreate",
      "TaskEdit",
      "TaskView",
    ]);
  });

  it("limits projects and releases by project and tenant", () => {
    expect(idsWith("Projects", "Tenants")).toEqual([
      "ProjectDelete",
      "ProjectEdit",
      "ProjectView",
      "ReleaseCreate",
      "ReleaseDelete",
      "ReleaseEdit",
      "ReleaseView",
    ]);
    expect(idsWith("Projects", "Environments")).toEqual(["VariableEdit", "VariableView"]);
  });

  it("limits what is part of a project by project", () => {
    expect(idsWith("Projects")).toEqual([
      "BuiltInFeedAdminister",
      "BuiltInFeedDownload",
      "BuiltInFeedPush",
      "DefectReport",
      "DefectResolve",
      "ProcessEdit",
      "ProcessView",
      "RunbookEdit",
      "RunbookSnapshotCreate",
      "RunbookView",
      "TriggerCreate",
      "TriggerDelete",
      "TriggerEdit",
      "TriggerView",
      "VariableEditUnscoped",
      "VariableViewUnscoped",
    ]);
  });

  it("limits the creation of projects, and project groups, by project group", () => {
    expect(idsWith("ProjectGroups")).toEqual([
      "ProjectCreate",
      "ProjectGroupCreate",
      "ProjectGroupDelete",
      "ProjectGroupEdit",
      "ProjectGroupView",
    ]);
  });

  it("limits infrastructure by environment, tenant or both", () => {
    expect(idsWith("Environments", "Tenants")).toEqual([
      "CertificateDelete",
      "CertificateEdit",
      "CertificateExportPrivateKey",
      "CertificateView",
      "MachineCreate",
      "MachineDelete",
      "MachineEdit",
      "MachineView",
    ]);
    expect(idsWith("Environments")).toEqual([
      "AccountCreate",
      "AccountDelete",
      "AccountEdit",
      "AccountView",
      "EnvironmentCreate",
      "EnvironmentDelete",
      "EnvironmentEdit",
      "EnvironmentView",
    ]);
    expect(idsWith("Tenants")).toEqual([
      "TenantCreate",
      "TenantDelete",
      "TenantEdit",
      "TenantView",
    ]);
  });

  it("describes each permission differently", () => {
    const descriptions = PERMISSION_IDS.map((id) => PERMISSIONS[id].description);
    expect(new Set(descriptions).size).toBe(descriptions.length);
    for (const description of descriptions) expect(description).toMatch(/^[A-Z].*[^.]$/);
  });
});

describe("parsePermission", () => {
  it("finds every permission regardless of case", () => {
    const inAnyCase = anyPermission.chain((id) =>
      fc
        .array(fc.boolean(), { minLength: id.length, maxLength: id.length })
        .map((upper) => ({ id, text: [...id].map((c, i) => inCase(c, upper[i])).join("") })),
    );
    fc.assert(
      fc.property(inAnyCase, ({ id, text }) => parsePermission(text) === id),
      RUNS,
    );
  });

  it("finds nothing for other texts", () => {
    for (const text of ["", " EventView", "EventView ", "Event View", "constructor", "__proto__"])
      expect(parsePermission(text)).toBeUndefined();
  });
});

function inCase(character: string, upper: boolean | undefined): string {
  return upper ? character.toUpperCase() : character.toLowerCase();
}

describe("appliesAt", () => {
  it("holds for at least one level of every permission", () => {
    fc.assert(
      fc.property(anyPermission, (id) => appliesAt(id, "space") || appliesAt(id, "system")),
      RUNS,
    );
  });

  it("distinguishes the levels", () => {
    expect([appliesAt("ProjectView", "space"), appliesAt("ProjectView", "system")]).toEqual([
      true,
      false,
    ]);
    expect([appliesAt("UserEdit", "space"), appliesAt("UserEdit", "system")]).toEqual([
      false,
      true,
    ]);
    expect([appliesAt("EventView", "space"), appliesAt("EventView", "system")]).toEqual([
      true,
      true,
    ]);
  });
});

describe("permissionResources", () => {
  it("has every permission in the form of the API, in alphabetical order", () => {
    expect(Object.keys(permissionResources())).toEqual(PERMISSION_IDS);
  });

  it("has the levels and restrictions of Octopus Deploy", () => {
    const { EventView, ProjectCreate, ConfigureServer } = permissionResources();
    expect(EventView).toEqual({
      CanApplyAtSpaceLevel: true,
      CanApplyAtSystemLevel: true,
      Description: PERMISSIONS.EventView.description,
      SupportedRestrictions: ["Projects", "Environments", "Tenants"],
    });
    expect(ProjectCreate).toMatchObject({
      CanApplyAtSystemLevel: false,
      SupportedRestrictions: ["ProjectGroups"],
    });
    expect(ConfigureServer).toMatchObject({
      CanApplyAtSpaceLevel: false,
      CanApplyAtSystemLevel: true,
      SupportedRestrictions: [],
    });
  });
});
