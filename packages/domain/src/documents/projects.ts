import type { PartOf } from "@indelible/trail/pure";
import type { BodyOf } from "./body-of.ts";
import type { Channel } from "./channels.ts";
import { connectivityPolicy } from "./connectivity-policy.ts";
import { defineDocument } from "./define-document.ts";
import type { DeploymentProcess } from "./deployment-processes.ts";
import {
  anything,
  choice,
  flag,
  idOf,
  idsOf,
  list,
  name,
  nullable,
  object,
  optionalText,
  readOnly,
  slug,
  text,
} from "./fields.ts";
import { withSlug } from "./slug.ts";
import type { VariableSet } from "./variable-sets.ts";

const schema = object({
  Name: name(),
  Slug: slug(),
  Description: text(),
  ProjectGroupId: idOf("ProjectGroups", { follows: true }),
  LifecycleId: idOf("Lifecycles"),
  VariableSetId: readOnly(optionalText()),
  DeploymentProcessId: readOnly(optionalText()),
  ClonedFromProjectId: optionalText(),
  IncludedLibraryVariableSetIds: idsOf("LibraryVariableSets"),
  IsDisabled: flag(),
  IsVersionControlled: readOnly(flag()),
  TenantedDeploymentMode: choice("Untenanted", "TenantedOrUntenanted", "Tenanted"),
  DefaultGuidedFailureMode: choice("EnvironmentDefault", "Off", "On"),
  DefaultToSkipIfAlreadyInstalled: flag(),
  AllowIgnoreChannelRules: flag(true),
  DiscreteChannelRelease: flag(),
  AutoCreateRelease: flag(),
  ForcePackageDownload: flag(),
  ReleaseNotesTemplate: optionalText(),
  DeploymentChangesTemplate: optionalText(),
  ProjectConnectivityPolicy: nullable(connectivityPolicy),
  VersioningStrategy: nullable(object({ Template: text(), DonorPackage: anything() })),
  ReleaseCreationStrategy: nullable(object({ ChannelId: optionalText() })),
  ProjectTags: list(name()),
  Templates: list(anything()),
  AutoDeployReleaseOverrides: list(anything()),
  ExtensionSettings: list(anything()),
});

/** The body of a project. */
export type Project = BodyOf<typeof schema>;

/** Something that is released and deployed. API reference, section 6. */
export const projects = defineDocument<Project>({
  prefix: "Projects",
  label: "Project",
  route: "projects",
  permissions: {
    view: "ProjectView",
    create: "ProjectCreate",
    edit: "ProjectEdit",
    delete: "ProjectDelete",
  },
  schema,
  unique: [
    { fields: ["Name"], within: "space" },
    { fields: ["Slug"], within: "space" },
  ],
  isScope: true,
  nested: [{ under: "ProjectGroups", as: "projects", by: "ProjectGroupId" }],
  filters: { clonedFromProjectId: "ClonedFromProjectId" },
  companions: [
    {
      prefix: "deploymentprocess",
      id: (projectId) => `deploymentprocess-${projectId}`,
      body: (projectId): PartOf<DeploymentProcess> => ({ ProjectId: projectId }),
    },
    {
      prefix: "variableset",
      id: (projectId) => `variableset-${projectId}`,
      body: (projectId): PartOf<VariableSet> => ({ OwnerId: projectId }),
    },
    {
      prefix: "Channels",
      body: (projectId): PartOf<Channel> => ({
        Name: "Default",
        ProjectId: projectId,
        IsDefault: true,
      }),
    },
  ],
  complete: (body, { id }) => ({
    ...withSlug(body),
    VariableSetId: `variableset-${id}`,
    DeploymentProcessId: `deploymentprocess-${id}`,
  }),
  example: (idOf) => ({
    Name: "Web shop",
    ProjectGroupId: idOf("ProjectGroups"),
    LifecycleId: idOf("Lifecycles"),
  }),
});
