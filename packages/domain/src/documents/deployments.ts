import type { JsonObject, MessagePart } from "@indelible/trail/pure";
import { defineDocument } from "./define-document.ts";
import { flag, idOf, object, optionalIdOf, readOnly, text } from "./fields.ts";
import { runFields } from "./run-fields.ts";

/** Completes a sentence about a deployment: `started for Web shop release 1.0 to Staging`. */
export function aboutDeployment(verb: string, body: JsonObject): MessagePart[] {
  const tenant = body.TenantId ? [" for ", { documentId: String(body.TenantId) }] : [];
  return [
    `${verb} for `,
    { documentId: String(body.ProjectId) },
    " release ",
    { documentId: String(body.ReleaseId) },
    " to ",
    { documentId: String(body.EnvironmentId) },
    ...tenant,
  ];
}

/** A release brought to an environment, once. API reference, section 6. */
export const deployments = defineDocument({
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
  schema: object({
    ReleaseId: idOf("Releases", { follows: true, onDelete: "cascade" }),
    ChannelId: readOnly(optionalIdOf("Channels", { onDelete: "cascade" })),
    DeployedBy: readOnly(text()),
    DeployedById: readOnly(text()),
    ForcePackageRedeployment: flag(),
    ...runFields,
  }),
  nested: [{ under: "Releases", as: "deployments", by: "ReleaseId" }],
  filters: {
    projects: "ProjectId",
    environments: "EnvironmentId",
    tenants: "TenantId",
    channels: "ChannelId",
    releases: "ReleaseId",
  },
  newestFirst: true,
  title: (body) => String(body.Name),
  sortKey: (body) => String(body.Created),
  subject: (id, body) => [{ documentId: id, text: String(body.Name) }],
  signals: (before, after) => {
    if (before !== undefined || after === undefined) return [];
    return [{ category: "DeploymentQueued", verb: aboutDeployment("was queued", after) }];
  },
  example: (idOf) => ({ ReleaseId: idOf("Releases"), EnvironmentId: idOf("Environments") }),
});
