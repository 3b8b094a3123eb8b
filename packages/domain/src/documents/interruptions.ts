import type { JsonObject } from "@indelible/trail/pure";
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

const RAISED = {
  ManualIntervention: "ManualInterventionInterruptionRaised",
  GuidedFailure: "GuidedFailureInterruptionRaised",
} as const;

/** What somebody answered; undefined while nobody has. */
export function answerOf(body: JsonObject): string | undefined {
  const { Result, Guidance } = ((body.Form as JsonObject).Values ?? {}) as JsonObject;
  const answer = body.IsPending === true ? undefined : (Result ?? Guidance);
  return typeof answer === "string" ? answer : undefined;
}

function verbOf(before: JsonObject | undefined, after: JsonObject | undefined) {
  if (after === undefined) return undefined;
  if (before === undefined) return "was raised";
  const answer = answerOf(after);
  if (before.IsPending === true && answer !== undefined) return `was answered with ${answer}`;
  if (before.IsPending !== after.IsPending) return "is needed no more";
  const taken = before.ResponsibleUserId !== after.ResponsibleUserId;
  return taken ? "was taken responsibility for" : undefined;
}

/** A question that a task asks somebody before it goes on. API reference, section 6. */
export const interruptions = defineDocument({
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
  schema: object({
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
    /** All that it can be asked for by: its task, and the documents below. */
    RelatedDocumentIds: list(name()),
    DeploymentId: optionalIdOf("Deployments", { follows: true, onDelete: "cascade" }),
    RunbookRunId: optionalIdOf("RunbookRuns", { follows: true, onDelete: "cascade" }),
    ProjectId: idOf("Projects", { onDelete: "cascade" }),
    EnvironmentId: idOf("Environments", { onDelete: "cascade" }),
    TenantId: optionalIdOf("Tenants", { onDelete: "cascade" }),
  }),
  filters: { regarding: "RelatedDocumentIds" },
  parameters: ["pendingOnly"],
  newestFirst: true,
  title: (body) => String(body.Title),
  sortKey: (body) => String(body.Created),
  subject: (id, body) => [
    { documentId: id, text: String(body.Title) },
    " of ",
    { documentId: String(body.DeploymentId ?? body.RunbookRunId) },
  ],
  verb: verbOf,
  signals: (before, after) => {
    if (before !== undefined || after === undefined) return [];
    return [{ category: RAISED[after.Type as keyof typeof RAISED], verb: "waits for an answer" }];
  },
  example: () => ({ Title: "Approve the deployment" }),
});
