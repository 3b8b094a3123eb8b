import { type ProjectTrigger, projectTriggers, type TriggerAction } from "@indelible/domain";
import { completeBody, readDocument } from "@indelible/kernel";
import type { StoredDocument } from "@indelible/trail";

/** A trigger with an action of a project, as it was stored in 2020; it is in no database. */
export function newTrigger({
  ProjectId = "Projects-1",
  Action,
}: {
  readonly ProjectId?: string;
  readonly Action: Partial<TriggerAction>;
}): StoredDocument<ProjectTrigger> {
  const Filter = { FilterType: "CronExpressionSchedule", CronExpression: "0 0 6 * * *" };
  const fields = readDocument(projectTriggers, { ProjectId, Name: "Daily", Filter, Action });
  return {
    id: "ProjectTriggers-1",
    type: projectTriggers.prefix,
    spaceId: "Spaces-1",
    version: 1,
    title: "Daily",
    body: completeBody(projectTriggers, fields),
    modifiedOn: new Date("2020-01-01T00:00:00Z"),
    modifiedBy: "alice",
  };
}
