import { LARGE_DOCUMENT_LIMIT } from "@indelible/trail/pure";
import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { idOf, object, optionalText, readOnly } from "./fields.ts";
import { EXAMPLE_STEPS, PROCESS_ITEMS, processSteps } from "./process-steps.ts";

const schema = object({
  ProjectId: readOnly(idOf("Projects", { follows: true, onDelete: "cascade" })),
  RunbookId: readOnly(idOf("Runbooks", { follows: true, onDelete: "cascade" })),
  LastSnapshotId: optionalText(),
  Steps: processSteps,
});

/** The body of a runbook process. */
export type RunbookProcess = BodyOf<typeof schema>;

/** The steps of a runbook. API reference, section 6. */
export const runbookProcesses = defineDocument<RunbookProcess>({
  prefix: "RunbookProcess",
  label: "Runbook Process",
  limit: LARGE_DOCUMENT_LIMIT,
  plural: "Runbook Processes",
  route: "runbookProcesses",
  permissions: {
    view: "RunbookView",
    create: "RunbookEdit",
    edit: "RunbookEdit",
    delete: "RunbookEdit",
  },
  verbs: ["list", "get", "edit"],
  schema,
  identified: PROCESS_ITEMS,
  versioned: true,
  nested: [{ under: "Projects", as: "runbookProcesses", by: "ProjectId", isWhole: true }],
  title: (body) => `Process of ${body.RunbookId}`,
  subject: (id, body) => [
    { documentId: id, text: "Process" },
    " of ",
    { documentId: body.RunbookId },
    " of ",
    { documentId: body.ProjectId },
  ],
  example: (idOf) => ({
    ProjectId: idOf("Projects"),
    RunbookId: idOf("Runbooks"),
    Steps: EXAMPLE_STEPS,
  }),
});
