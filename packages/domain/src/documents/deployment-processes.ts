import { LARGE_DOCUMENT_LIMIT } from "@indelible/trail/pure";
import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { idOf, object, optionalText, readOnly } from "./fields.ts";
import { EXAMPLE_STEPS, PROCESS_ITEMS, processSteps } from "./process-steps.ts";

const schema = object({
  ProjectId: readOnly(idOf("Projects", { follows: true, onDelete: "cascade" })),
  LastSnapshotId: optionalText(),
  Steps: processSteps,
});

/** The body of a deployment process. */
export type DeploymentProcess = BodyOf<typeof schema>;

/** The steps that deploy a project. API reference, section 6. */
export const deploymentProcesses = defineDocument<DeploymentProcess>({
  prefix: "deploymentprocess",
  label: "Deployment Process",
  limit: LARGE_DOCUMENT_LIMIT,
  plural: "Deployment Processes",
  route: "deploymentprocesses",
  permissions: {
    view: "ProcessView",
    create: "ProcessEdit",
    edit: "ProcessEdit",
    delete: "ProcessEdit",
  },
  verbs: ["list", "get", "edit"],
  schema,
  identified: PROCESS_ITEMS,
  versioned: true,
  nested: [{ under: "Projects", as: "deploymentprocesses", by: "ProjectId" }],
  title: (body) => `Deployment process of ${body.ProjectId}`,
  subject: (id, body) => [
    { documentId: id, text: "Deployment process" },
    " of ",
    { documentId: body.ProjectId },
  ],
  example: (idOf) => ({
    ProjectId: idOf("Projects"),
    Steps: EXAMPLE_STEPS,
  }),
});
