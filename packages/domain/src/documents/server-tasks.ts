import type { Json, MessagePart } from "@indelible/trail/pure";
import { Type } from "typebox";
import { TASK_STATES } from "../tasks/task-states.ts";
import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import {
  choice,
  flag,
  hidden,
  map,
  name,
  object,
  optionalIdOf,
  optionalText,
  readOnly,
  secret,
  text,
  time,
} from "./fields.ts";

/** Arguments of a task: names and values that its kind defines, at most 100,000 characters each. */
const argument = Type.Unsafe<Json>({ type: ["string", "number", "boolean", "array", "null"] });

const schema = object({
  Name: name(),
  Description: text(),
  Arguments: map(argument),
  State: readOnly(choice(...TASK_STATES)),
  QueueTime: time(),
  QueueTimeExpiry: time(),
  StartTime: readOnly(time()),
  CompletedTime: readOnly(time()),
  ErrorMessage: readOnly(text()),
  HasPendingInterruptions: readOnly(flag()),
  HasWarningsOrErrors: readOnly(flag()),
  ServerNode: readOnly(optionalText()),
  DeploymentId: readOnly(optionalIdOf("Deployments", { follows: true })),
  RunbookRunId: readOnly(optionalIdOf("RunbookRuns", { follows: true })),
  ProjectId: readOnly(optionalIdOf("Projects")),
  EnvironmentId: readOnly(optionalIdOf("Environments")),
  TenantId: readOnly(optionalIdOf("Tenants")),
  /** What a paused task needs to resume. */
  Progress: readOnly(hidden(secret("sealed", "null"))),
});

/** The body of a server task. */
export type ServerTask = BodyOf<typeof schema>;

/** Of a task without a run: its environment. The messages of others end with what is run, and where. */
function placeOf({ DeploymentId, RunbookRunId, EnvironmentId }: ServerTask): MessagePart[] {
  if (DeploymentId || RunbookRunId || !EnvironmentId) return [];
  return [" in ", { documentId: EnvironmentId }];
}

const categories = ["TaskQueued", "TaskStateChanged", "TaskCanceled"] as const;

/** A category of the events of server tasks. */
export type ServerTaskCategory = (typeof categories)[number];

/**
 * Work that the server does, now or later. Tasks are not documents of the trail, since their rows
 * change with every heartbeat (docs/adr/tasks-are-not-documents.md). Their events are those of the
 * documents that they work on, and those of what users do to tasks. API reference, section 6.
 */
export const serverTasks = defineDocument<ServerTask, ServerTaskCategory>({
  prefix: "ServerTasks",
  label: "Server task",
  route: "tasks",
  level: "either",
  permissions: { view: "TaskView", create: "TaskCreate", edit: "TaskEdit", delete: "TaskCancel" },
  verbs: [],
  schema,
  categories,
  title: (body) => body.Description,
  subject: (id, body) => ["Task ", { documentId: id, text: body.Description }],
  about: placeOf,
  example: (idOf) => ({
    Name: "Health",
    Description: "Check the targets of an environment",
    Arguments: { EnvironmentId: idOf("Environments") },
  }),
});
