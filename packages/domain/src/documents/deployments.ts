import { aboutRun } from "./about-run.ts";
import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { flag, idOf, object, optionalIdOf, readOnly, text } from "./fields.ts";
import { runFields } from "./run-fields.ts";

const schema = object({
  ReleaseId: idOf("Releases", { follows: true, onDelete: "cascade" }),
  ChannelId: readOnly(optionalIdOf("Channels", { follows: true, onDelete: "cascade" })),
  DeployedBy: readOnly(text()),
  DeployedById: readOnly(text()),
  ForcePackageRedeployment: flag(),
  ...runFields,
});

/** The body of a deployment. */
export type Deployment = BodyOf<typeof schema>;

const categories = [
  "DeploymentQueued",
  "DeploymentStarted",
  "DeploymentResumed",
  "DeploymentSucceeded",
  "DeploymentFailed",
  "TaskCanceled",
] as const;

/** A category of the events of deployments. */
export type DeploymentCategory = (typeof categories)[number];

/** A release brought to an environment, once. API reference, section 6. */
export const deployments = defineDocument<Deployment, DeploymentCategory>({
  prefix: "Deployments",
  label: "Deployment",
  route: "deployments",
  permissions: {
    view: "DeploymentView",
    create: "DeploymentCreate",
    edit: "DeploymentCreate",
    delete: "DeploymentDelete",
  },
  verbs: ["list", "get", "create", "delete"],
  schema,
  categories,
  nested: [{ under: "Releases", as: "deployments", by: "ReleaseId" }],
  filters: {
    projects: "ProjectId",
    environments: "EnvironmentId",
    tenants: "TenantId",
    channels: "ChannelId",
    releases: "ReleaseId",
  },
  newestFirst: true,
  title: (body) => body.Name,
  sortKey: (body) => body.Created,
  subject: (id, body) => [{ documentId: id, text: body.Name }],
  about: aboutRun,
  alsoRelated: ({ TaskId }) => (TaskId ? [TaskId] : []),
  signals: (before, after) => {
    if (before !== undefined || after === undefined) return [];
    return [{ category: "DeploymentQueued", verb: "was queued" }];
  },
  example: (idOf) => ({ ReleaseId: idOf("Releases"), EnvironmentId: idOf("Environments") }),
});
