import type { PartOf } from "@indelible/trail/pure";
import type { BodyOf } from "./body-of.ts";
import { connectivityPolicy } from "./connectivity-policy.ts";
import { defineDocument } from "./define-document.ts";
import {
  choice,
  flag,
  idOf,
  idsOf,
  integer,
  list,
  name,
  object,
  optionalIdOf,
  optionalText,
  readOnly,
  slug,
  text,
} from "./fields.ts";
import { withFixedFields } from "./fixed-fields.ts";
import type { RunbookProcess } from "./runbook-processes.ts";
import { withSlug } from "./slug.ts";

/** Default number of runs that are kept for each environment and tenant. */
const RUNS_KEPT = 100;

const schema = object({
  ProjectId: idOf("Projects", { follows: true, onDelete: "cascade" }),
  Name: name(),
  Slug: slug(),
  Description: text(),
  RunbookProcessId: readOnly(optionalText()),
  PublishedRunbookSnapshotId: optionalIdOf("RunbookSnapshots"),
  MultiTenancyMode: choice("Untenanted", "TenantedOrUntenanted", "Tenanted"),
  EnvironmentScope: choice("All", "Specified", "FromProjectLifecycles"),
  Environments: idsOf("Environments"),
  DefaultGuidedFailureMode: choice("EnvironmentDefault", "Off", "On"),
  ConnectivityPolicy: {
    ...connectivityPolicy,
    default: {
      AllowDeploymentsToNoTargets: true,
      ExcludeUnhealthyTargets: false,
      SkipMachineBehavior: "None",
      TargetRoles: [],
    },
  },
  RunRetentionPolicy: object(
    {
      QuantityToKeep: integer(RUNS_KEPT),
      ShouldKeepForever: flag(),
      Unit: choice("Items", "Days"),
    },
    { default: { QuantityToKeep: RUNS_KEPT, ShouldKeepForever: false, Unit: "Items" } },
  ),
  ForcePackageDownload: flag(),
  FailTargetDiscovery: flag(),
  RunbookTags: list(name()),
});

/** The body of a runbook. */
export type Runbook = BodyOf<typeof schema>;

/** The verb for a change of the published snapshot; undefined for any other change. */
function publication(before: Runbook | undefined, after: Runbook | undefined) {
  if (before === undefined || after === undefined) return undefined;
  const published = after.PublishedRunbookSnapshotId;
  if (before.PublishedRunbookSnapshotId === published) return undefined;
  return published === null ? "was unpublished" : "was published";
}

/** Steps of a project that run independently of deployments. API reference, section 6. */
export const runbooks = defineDocument<Runbook>({
  prefix: "Runbooks",
  label: "Runbook",
  route: "runbooks",
  permissions: {
    view: "RunbookView",
    create: "RunbookEdit",
    edit: "RunbookEdit",
    delete: "RunbookEdit",
  },
  schema,
  unique: [
    { fields: ["Name"], within: { field: "ProjectId" } },
    { fields: ["Slug"], within: { field: "ProjectId" } },
  ],
  nested: [{ under: "Projects", as: "runbooks", by: "ProjectId", isWhole: true }],
  filters: { projectIds: "ProjectId" },
  companions: [
    {
      prefix: "RunbookProcess",
      id: (runbookId) => `RunbookProcess-${runbookId}`,
      body: (runbookId, { ProjectId }): PartOf<RunbookProcess> => ({
        RunbookId: runbookId,
        ProjectId,
      }),
    },
  ],
  subject: (id, body) => [
    "Runbook ",
    { documentId: id, text: body.Name },
    " of ",
    { documentId: body.ProjectId },
  ],
  verb: publication,
  complete: (body, { id, before }) => ({
    ...withSlug(withFixedFields(body, before, "ProjectId")),
    RunbookProcessId: `RunbookProcess-${id}`,
  }),
  example: (idOf) => ({ Name: "Restart", ProjectId: idOf("Projects") }),
});
