import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { flag, idOf, name, object, optionalIdOf, readOnly, text } from "./fields.ts";
import { withFixedFields } from "./fixed-fields.ts";
import { triggerAction } from "./trigger-action.ts";
import { triggerFilter } from "./trigger-filter.ts";

const schema = object({
  ProjectId: idOf("Projects", { follows: true, onDelete: "cascade" }),
  Name: name(),
  Description: text(),
  IsDisabled: flag(),
  Filter: triggerFilter,
  Action: triggerAction,
  /** Who saved it last: it acts with the rights of this user. Null if there is no such user. */
  ActsAsUserId: readOnly(optionalIdOf("Users", { onDelete: "keep", relates: false })),
});

/** The body of a project trigger. */
export type ProjectTrigger = BodyOf<typeof schema>;

const categories = ["AutoDeployBlocked"] as const;

/** A category of the events of project triggers. */
export type ProjectTriggerCategory = (typeof categories)[number];

function verbOf(before: ProjectTrigger | undefined, after: ProjectTrigger | undefined) {
  if (before === undefined || after === undefined || before.ActsAsUserId) return undefined;
  // Of a version that did not record the user.
  if (after.ActsAsUserId === null && after.IsDisabled && !before.IsDisabled) {
    return "was disabled, because the user who saved it last does not exist";
  }
  return undefined;
}

/** An action of a project that runs on a schedule or on an event. API reference, section 6. */
export const projectTriggers = defineDocument<ProjectTrigger, ProjectTriggerCategory>({
  prefix: "ProjectTriggers",
  label: "Project Trigger",
  route: "projecttriggers",
  permissions: {
    view: "TriggerView",
    create: "TriggerCreate",
    edit: "TriggerEdit",
    delete: "TriggerDelete",
  },
  schema,
  categories,
  unique: [{ fields: ["Name"], within: { field: "ProjectId" } }],
  nested: [{ under: "Projects", as: "triggers", by: "ProjectId", isWhole: true }],
  filters: { projects: "ProjectId" },
  subject: (id, body) => [
    "Trigger ",
    { documentId: id, text: body.Name },
    " of ",
    { documentId: body.ProjectId },
  ],
  verb: verbOf,
  complete: (body, { before }) => withFixedFields(body, before, "ProjectId"),
  example: (idOf) => ({
    Name: "Nightly",
    ProjectId: idOf("Projects"),
    Filter: {
      FilterType: "OnceDailySchedule",
      StartTime: "2026-01-01T02:30:00",
      DaysOfWeek: ["Monday", "Thursday"],
      Timezone: "Europe/Vienna",
    },
    Action: {
      ActionType: "RunRunbook",
      RunbookId: idOf("Runbooks"),
      EnvironmentIds: [idOf("Environments")],
    },
  }),
});
