import { describe, expect, it } from "vitest";
import { BUILT_IN_ROLES, findBuiltInRole } from "./built-in-roles.ts";
import { appliesAt, PERMISSION_IDS } from "./permissions.ts";
import type { BuiltInRole } from "./user-role.ts";

function role(name: string): BuiltInRole {
  const found = BUILT_IN_ROLES.find(({ Name }) => Name === name);
  if (found === undefined) return expect.fail(`there is no role ${name}`);
  return found;
}

/** What a role grants in its space, in alphabetical order. */
function spaceOf(name: string): string[] {
  return [...role(name).GrantedSpacePermissions].sort();
}

function systemOf(name: string): string[] {
  return [...role(name).GrantedSystemPermissions].sort();
}

function words(text: string): string[] {
  return text.trim().split(/\s+/).sort();
}

const VIEWER = `
  ReleaseView ProjectView DeploymentView ProcessView EnvironmentView ArtifactView EventView
  ProjectGroupView LibraryVariableSetView TeamView TaskView InterruptionView LifecycleView
  MachinePolicyView TenantView TriggerView CertificateView RunbookView RunbookRunView`;

const CONTRIBUTOR = `${VIEWER}
  ArtifactCreate ActionTemplateView ActionTemplateCreate ActionTemplateEdit ActionTemplateDelete
  ProcessEdit ProjectEdit FeedView LibraryVariableSetCreate LibraryVariableSetEdit
  LibraryVariableSetDelete TaskCreate InterruptionViewSubmitResponsible MachineView DefectReport
  DefectResolve VariableView VariableEdit TriggerCreate TriggerEdit TriggerDelete RunbookEdit`;

const ENVIRONMENT_VIEWER = `
  EnvironmentView MachineView TaskView TeamView AccountView MachinePolicyView CertificateView
  ProxyView WorkerView`;

const CONSUMER = `
  ProjectView EnvironmentView ArtifactView EventView ProjectGroupView LibraryVariableSetView
  TeamView FeedView TaskView InterruptionView MachinePolicyView TenantView TriggerView
  CertificateView MachineView RunbookView RunbookRunView RunbookRunCreate`;

const SYSTEM_MANAGER = `
  ConfigureServer EventRetentionDelete EventRetentionView EventView TeamCreate TeamView TeamEdit
  TeamDelete TaskView TaskCreate TaskCancel TaskEdit SpaceView SpaceEdit SpaceCreate SpaceDelete
  UserView UserInvite UserEdit UserRoleView UserRoleEdit`;

describe("BUILT_IN_ROLES", () => {
  it("have the ids that clients know", () => {
    expect(BUILT_IN_ROLES.map(({ Id, Name }) => `${Id}: ${Name}`)).toEqual([
      "userroles-buildserver: Build Server",
      "userroles-certificatemanager: Certificate Manager",
      "userroles-deploymentcreator: Deployment Creator",
      "userroles-environmentmanager: Environment Manager",
      "userroles-environmentviewer: Environment Viewer",
      "userroles-insightsreportmanager: Insights Report Manager",
      "userroles-packagepublisher: Package Publisher",
      "userroles-projectcontributor: Project Contributor",
      "userroles-projectdeployer: Project Deployer",
      "userroles-projectinitiator: Project Initiator",
      "userroles-projectlead: Project Lead",
      "userroles-projectviewer: Project Viewer",
      "userroles-releasecreator: Release Creator",
      "userroles-runbookconsumer: Runbook Consumer",
      "userroles-runbookproducer: Runbook Producer",
      "userroles-spacemanager: Space Manager",
      "userroles-systemadministrator: System Administrator",
      "userroles-systemmanager: System Manager",
      "userroles-tenantmanager: Tenant Manager",
    ]);
  });

  it.each(BUILT_IN_ROLES.map((each) => [each.Name, each] as const))(
    "%s cannot be deleted, has a description, and grants each permission once, at a level where it applies",
    (_name, { CanBeDeleted, Description, GrantedSpacePermissions, GrantedSystemPermissions }) => {
      expect(CanBeDeleted).toBe(false);
      expect(Description).toMatch(/^[A-Z].*\.$/);
      for (const [level, granted] of [
        ["space", GrantedSpacePermissions],
        ["system", GrantedSystemPermissions],
      ] as const) {
        expect(new Set(granted).size).toBe(granted.length);
        expect(granted.filter((permission) => !appliesAt(permission, level))).toEqual([]);
      }
    },
  );

  it.each([
    ["Project Viewer", VIEWER],
    [
      "Project Initiator",
      `${VIEWER} ProjectCreate ProjectEdit ProjectDelete DefectReport DefectResolve`,
    ],
    ["Project Contributor", CONTRIBUTOR],
    [
      "Project Deployer",
      `${CONTRIBUTOR} DeploymentCreate InterruptionSubmit TaskCancel RunbookRunCreate`,
    ],
    [
      "Project Lead",
      `${CONTRIBUTOR} ReleaseCreate ReleaseEdit ReleaseDelete ArtifactEdit ArtifactDelete`,
    ],
    [
      "Release Creator",
      `EnvironmentView FeedView ProcessView ProjectView ReleaseCreate ReleaseView RunbookView
       RunbookEdit`,
    ],
    [
      "Deployment Creator",
      `DeploymentCreate DeploymentView EnvironmentView LifecycleView ProcessView ProjectView
       ReleaseView TaskView TenantView LibraryVariableSetView RunbookView RunbookRunView
       RunbookRunCreate`,
    ],
    [
      "Build Server",
      `BuiltInFeedAdminister BuiltInFeedDownload BuiltInFeedPush DeploymentCreate DeploymentView
       EnvironmentView FeedView LibraryVariableSetView LifecycleView BuildInformationPush
       BuildInformationAdminister ProcessView ProjectView ReleaseCreate ReleaseView TaskView
       TenantView RunbookView RunbookEdit RunbookRunView RunbookRunCreate`,
    ],
    [
      "Package Publisher",
      `BuiltInFeedAdminister BuiltInFeedDownload BuiltInFeedPush FeedView BuildInformationPush
       BuildInformationAdminister`,
    ],
    [
      "Certificate Manager",
      `CertificateView CertificateCreate CertificateEdit CertificateDelete
       CertificateExportPrivateKey EnvironmentView TenantView`,
    ],
    ["Environment Viewer", ENVIRONMENT_VIEWER],
    [
      "Environment Manager",
      `${ENVIRONMENT_VIEWER} EnvironmentCreate EnvironmentEdit EnvironmentDelete MachineCreate
       MachineEdit MachineDelete TaskCreate TaskCancel AccountCreate AccountEdit AccountDelete
       ProxyCreate ProxyEdit ProxyDelete MachinePolicyCreate MachinePolicyEdit MachinePolicyDelete
       WorkerEdit`,
    ],
    ["Tenant Manager", "TenantCreate TenantEdit TenantDelete TenantView"],
    [
      "Insights Report Manager",
      `InsightsReportView InsightsReportCreate InsightsReportEdit InsightsReportDelete
       EnvironmentView ProcessView ProjectGroupView ProjectView TenantView`,
    ],
    ["Runbook Consumer", CONSUMER],
    [
      "Runbook Producer",
      `${CONSUMER} ProjectCreate ProjectEdit ProjectDelete LifecycleView ActionTemplateView
       ActionTemplateCreate ActionTemplateEdit ActionTemplateDelete LibraryVariableSetCreate
       LibraryVariableSetEdit LibraryVariableSetDelete TaskCreate TaskCancel
       InterruptionViewSubmitResponsible InterruptionSubmit VariableView VariableEdit TriggerCreate
       TriggerEdit TriggerDelete RunbookEdit RunbookRunDelete ArtifactCreate ArtifactEdit
       ArtifactDelete`,
    ],
  ])("%s grants these in its space", (name, permissions) => {
    expect(spaceOf(name)).toEqual(words(permissions));
  });

  it("lets project roles and space managers see users and teams, at system level", () => {
    const names = BUILT_IN_ROLES.filter(({ Name }) => Name.startsWith("Project "));
    for (const { Name } of [...names, role("Space Manager")])
      expect(systemOf(Name)).toEqual(["TeamView", "UserRoleView", "UserView"]);
  });

  it("lets environment roles see teams, at system level", () => {
    expect(systemOf("Environment Viewer")).toEqual(["TeamView"]);
    expect(systemOf("Environment Manager")).toEqual(["TeamView"]);
  });

  it("grants space managers everything that can be granted in a space", () => {
    expect(spaceOf("Space Manager")).toEqual(
      PERMISSION_IDS.filter((permission) => appliesAt(permission, "space")),
    );
    expect(spaceOf("Space Manager")).toEqual(
      expect.arrayContaining(["CertificateExportPrivateKey", "EventView", "VariableEditUnscoped"]),
    );
  });

  it("gives system roles no permissions in spaces", () => {
    expect(systemOf("System Manager")).toEqual(words(SYSTEM_MANAGER));
    expect(systemOf("System Administrator")).toEqual(words(`${SYSTEM_MANAGER} AdministerSystem`));
    expect(spaceOf("System Manager")).toEqual([]);
    expect(spaceOf("System Administrator")).toEqual([]);
  });

  it("shows events to these roles only", () => {
    const seeing = BUILT_IN_ROLES.filter(({ GrantedSpacePermissions, GrantedSystemPermissions }) =>
      [...GrantedSpacePermissions, ...GrantedSystemPermissions].includes("EventView"),
    );
    expect(seeing.map(({ Name }) => Name)).toEqual([
      "Project Contributor",
      "Project Deployer",
      "Project Initiator",
      "Project Lead",
      "Project Viewer",
      "Runbook Consumer",
      "Runbook Producer",
      "Space Manager",
      "System Administrator",
      "System Manager",
    ]);
  });
});

describe("findBuiltInRole", () => {
  it("finds each role only by its id", () => {
    for (const each of BUILT_IN_ROLES) expect(findBuiltInRole(each.Id)).toBe(each);
    expect(findBuiltInRole("UserRoles-1")).toBeUndefined();
  });
});
