import { defineDocument } from "./define-document.ts";
import { idOf, object, optionalText, readOnly } from "./fields.ts";
import { EXAMPLE_STEPS, PROCESS_ITEMS, processSteps } from "./process-steps.ts";

/** The steps of a runbook. API reference, section 6. */
export const runbookProcesses = defineDocument({
  prefix: "RunbookProcess",
  label: "Runbook Process",
  plural: "Runbook Processes",
  route: "runbookProcesses",
  permissions: {
    view: "RunbookView",
    create: "RunbookEdit",
    edit: "RunbookEdit",
    delete: "RunbookEdit",
  },
  verbs: ["list", "get", "edit"],
  schema: object({
    ProjectId: readOnly(idOf("Projects", { follows: true, onDelete: "cascade" })),
    RunbookId: readOnly(idOf("Runbooks", { follows: true, onDelete: "cascade" })),
    LastSnapshotId: optionalText(),
    Steps: processSteps,
  }),
  identified: PROCESS_ITEMS,
  versioned: true,
  nested: [{ under: "Projects", as: "runbookProcesses", by: "ProjectId", isWhole: true }],
  title: (body) => `Process of ${body.RunbookId}`,
  subject: (id, body) => [
    { documentId: id, text: "Process" },
    " of ",
    { documentId: String(body.RunbookId) },
    " of ",
    { documentId: String(body.ProjectId) },
  ],
  example: (idOf) => ({
    ProjectId: idOf("Projects"),
    RunbookId: idOf("Runbooks"),
    Steps: EXAMPLE_STEPS,
  }),
});
