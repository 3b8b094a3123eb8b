import { aboutRun } from "./about-run.ts";
import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { idOf, object, optionalText, readOnly, text } from "./fields.ts";
import { runFields } from "./run-fields.ts";

const schema = object({
  RunbookId: idOf("Runbooks", { follows: true, onDelete: "cascade" }),
  /** By default the published snapshot of the runbook. */
  RunbookSnapshotId: idOf("RunbookSnapshots", { follows: true, onDelete: "cascade" }),
  FrozenRunbookProcessId: readOnly(optionalText()),
  RunBy: readOnly(text()),
  RunById: readOnly(text()),
  ...runFields,
});

/** The body of a runbook run. */
export type RunbookRun = BodyOf<typeof schema>;

const categories = [
  "RunbookRunQueued",
  "RunbookRunStarted",
  "RunbookRunResumed",
  "RunbookRunSucceeded",
  "RunbookRunFailed",
  "TaskCanceled",
] as const;

/** A category of the events of runbook runs. */
export type RunbookRunCategory = (typeof categories)[number];

/** A runbook run on an environment, once. API reference, section 6. */
export const runbookRuns = defineDocument<RunbookRun, RunbookRunCategory>({
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
  schema,
  categories,
  nested: [{ under: "Runbooks", as: "runbookRuns", by: "RunbookId" }],
  filters: {
    projects: "ProjectId",
    environments: "EnvironmentId",
    tenants: "TenantId",
    runbooks: "RunbookId",
  },
  newestFirst: true,
  title: (body) => body.Name,
  sortKey: (body) => body.Created,
  subject: (id, body) => [{ documentId: id, text: body.Name }],
  about: aboutRun,
  alsoRelated: ({ TaskId }) => (TaskId ? [TaskId] : []),
  signals: (before, after) => {
    if (before !== undefined || after === undefined) return [];
    return [{ category: "RunbookRunQueued", verb: "was queued" }];
  },
  example: (idOf) => ({
    RunbookId: idOf("Runbooks"),
    RunbookSnapshotId: idOf("RunbookSnapshots"),
    EnvironmentId: idOf("Environments"),
  }),
});
