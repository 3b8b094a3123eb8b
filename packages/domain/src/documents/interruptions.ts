import { aboutRun } from "./about-run.ts";
import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import {
  anything,
  choice,
  flag,
  idOf,
  idsOf,
  list,
  map,
  name,
  object,
  optionalIdOf,
  optionalText,
  readOnly,
  text,
} from "./fields.ts";

const form = object({
  Values: map(optionalText()),
  Elements: list(object({ Name: name(), Control: anything(), IsValueRequired: flag() })),
});

const schema = object({
  Title: name(),
  Type: choice("ManualIntervention", "GuidedFailure"),
  Created: readOnly(text()),
  IsPending: flag(true),
  Form: form,
  TaskId: text(),
  CorrelationId: text(),
  ResponsibleTeamIds: idsOf("Teams", { onDelete: "keep", relates: false }),
  ResponsibleUserId: optionalIdOf("Users", { onDelete: "keep" }),
  IsLinkedToOtherInterruption: flag(),
  /** The ids that it can be found by: of its task and of the documents below. */
  RelatedDocumentIds: list(name()),
  DeploymentId: optionalIdOf("Deployments", { follows: true, onDelete: "cascade" }),
  RunbookRunId: optionalIdOf("RunbookRuns", { follows: true, onDelete: "cascade" }),
  ReleaseId: optionalIdOf("Releases", { onDelete: "cascade" }),
  RunbookId: optionalIdOf("Runbooks", { onDelete: "cascade" }),
  ProjectId: idOf("Projects", { onDelete: "cascade" }),
  EnvironmentId: idOf("Environments", { onDelete: "cascade" }),
  TenantId: optionalIdOf("Tenants", { onDelete: "cascade" }),
});

/** The body of an interruption. */
export type Interruption = BodyOf<typeof schema>;

const RAISED = {
  ManualIntervention: "ManualInterventionInterruptionRaised",
  GuidedFailure: "GuidedFailureInterruptionRaised",
} as const;

const categories = Object.values(RAISED);

/** A category of the events of interruptions. */
export type InterruptionCategory = (typeof categories)[number];

/** The answer of a user; undefined until there is one. */
export function answerOf(body: Interruption): string | undefined {
  const { Result, Guidance } = body.Form.Values;
  return body.IsPending ? undefined : (Result ?? Guidance ?? undefined);
}

function verbOf(before: Interruption | undefined, after: Interruption | undefined) {
  if (after === undefined) return undefined;
  if (before === undefined) return "was raised";
  const answer = answerOf(after);
  if (before.IsPending && answer !== undefined) return `was answered with ${answer}`;
  if (before.IsPending !== after.IsPending) return "is needed no more";
  const taken = before.ResponsibleUserId !== after.ResponsibleUserId;
  return taken ? "was taken responsibility for" : undefined;
}

/** A question that a task asks before it continues. API reference, section 6. */
export const interruptions = defineDocument<Interruption, InterruptionCategory>({
  prefix: "Interruptions",
  label: "Interruption",
  route: "interruptions",
  permissions: {
    view: "InterruptionView",
    create: "InterruptionSubmit",
    edit: "InterruptionSubmit",
    delete: "InterruptionSubmit",
  },
  verbs: ["list", "get"],
  schema,
  categories,
  filters: { regarding: "RelatedDocumentIds" },
  parameters: ["pendingOnly"],
  newestFirst: true,
  title: (body) => body.Title,
  sortKey: (body) => body.Created,
  subject: (id, body) => [
    { documentId: id, text: body.Title },
    " of ",
    { documentId: body.DeploymentId ?? body.RunbookRunId ?? "" },
  ],
  about: aboutRun,
  alsoRelated: ({ TaskId }) => (TaskId ? [TaskId] : []),
  verb: verbOf,
  signals: (before, after) => {
    if (before !== undefined || after === undefined) return [];
    return [{ category: RAISED[after.Type], verb: "waits for an answer" }];
  },
  example: () => ({ Title: "Approve the deployment" }),
});
