import type { MessagePart } from "@indelible/trail/pure";
import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { flag, idOf, object, optionalIdOf, readOnly, text } from "./fields.ts";
import { runFields } from "./run-fields.ts";

const schema = object({
  ReleaseId: idOf("Releases", { follows: true, onDelete: "cascade" }),
  ChannelId: readOnly(optionalIdOf("Channels", { onDelete: "cascade" })),
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

/** Completes a sentence about a deployment: `started for Web shop release 1.0 to Staging`. */
export function aboutDeployment(verb: string, body: Deployment): MessagePart[] {
  const tenant = body.TenantId ? [" for ", { documentId: body.TenantId }] : [];
  return [
    `${verb} for `,
    { documentId: body.ProjectId },
    " release ",
    { documentId: body.ReleaseId },
    " to ",
    { documentId: body.EnvironmentId },
    ...tenant,
  ];
}

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
  signals: (before, after) => {
    if (before !== undefined || after === undefined) return [];
    return [{ category: "DeploymentQueued", verb: aboutDeployment("was queued", after) }];
  },
  example: (idOf) => ({ ReleaseId: idOf("Releases"), EnvironmentId: idOf("Environments") }),
});
