import type { JsonObject, MessagePart } from "@indelible/trail/pure";
import { defineDocument } from "./define-document.ts";
import { idOf, object, optionalText, readOnly, text } from "./fields.ts";
import { runFields } from "./run-fields.ts";

/** Completes a sentence about a run: `started for runbook Restart of Web shop on Staging`. */
export function aboutRunbookRun(verb: string, body: JsonObject): MessagePart[] {
  const tenant = body.TenantId ? [" for ", { documentId: String(body.TenantId) }] : [];
  return [
    `${verb} for runbook `,
    { documentId: String(body.RunbookId) },
    " of ",
    { documentId: String(body.ProjectId) },
    " on ",
    { documentId: String(body.EnvironmentId) },
    ...tenant,
  ];
}

/** A runbook run on an environment, once. API reference, section 6. */
export const runbookRuns = defineDocument({
  prefix: "RunbookRuns",
  label: "Runbook Run",
  route: "runbookRuns",
  permissions: {
    view: "RunbookRunView",
    create: "RunbookRunCreate",
    edit: "RunbookRunCreate",
    delete: "RunbookRunDelete",
  },
  verbs: ["list", "get", "create", "delete"],
  schema: object({
    RunbookId: idOf("Runbooks", { follows: true, onDelete: "cascade" }),
    /** The one that the runbook has published, unless told. */
    RunbookSnapshotId: idOf("RunbookSnapshots", { onDelete: "cascade" }),
    FrozenRunbookProcessId: readOnly(optionalText()),
    RunBy: readOnly(text()),
    RunById: readOnly(text()),
    ...runFields,
  }),
  nested: [{ under: "Runbooks", as: "runbookRuns", by: "RunbookId" }],
  filters: {
    projects: "ProjectId",
    environments: "EnvironmentId",
    tenants: "TenantId",
    runbooks: "RunbookId",
  },
  newestFirst: true,
  title: (body) => String(body.Name),
  sortKey: (body) => String(body.Created),
  subject: (id, body) => [{ documentId: id, text: String(body.Name) }],
  signals: (before, after) => {
    if (before !== undefined || after === undefined) return [];
    return [{ category: "RunbookRunQueued", verb: aboutRunbookRun("was queued", after) }];
  },
  example: (idOf) => ({
    RunbookId: idOf("Runbooks"),
    RunbookSnapshotId: idOf("RunbookSnapshots"),
    EnvironmentId: idOf("Environments"),
  }),
});
