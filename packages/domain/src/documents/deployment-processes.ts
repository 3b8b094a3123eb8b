import { defineDocument } from "./define-document.ts";
import { idOf, object, optionalText, readOnly } from "./fields.ts";
import { EXAMPLE_STEPS, PROCESS_ITEMS, processSteps } from "./process-steps.ts";

/** The steps that deploy a project. API reference, section 6. */
export const deploymentProcesses = defineDocument({
  prefix: "deploymentprocess",
  label: "Deployment Process",
  plural: "Deployment Processes",
  route: "deploymentprocesses",
  permissions: {
    view: "ProcessView",
    create: "ProcessEdit",
    edit: "ProcessEdit",
    delete: "ProcessEdit",
  },
  verbs: ["list", "get", "edit"],
  schema: object({
    ProjectId: readOnly(idOf("Projects", { follows: true, onDelete: "cascade" })),
    LastSnapshotId: optionalText(),
    Steps: processSteps,
  }),
  identified: PROCESS_ITEMS,
  versioned: true,
  nested: [{ under: "Projects", as: "deploymentprocesses", by: "ProjectId" }],
  title: (body) => `Deployment process of ${body.ProjectId}`,
  subject: (id, body) => [
    { documentId: id, text: "Deployment process" },
    " of ",
    { documentId: String(body.ProjectId) },
  ],
  example: (idOf) => ({
    ProjectId: idOf("Projects"),
    Steps: EXAMPLE_STEPS,
  }),
});
