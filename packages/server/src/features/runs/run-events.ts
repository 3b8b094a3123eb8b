import type { JsonObject, StoredDocument } from "@indelible/trail";
import type { RunBody } from "./run-hooks.ts";

/** The event of each moment of a run's task; a task that stopped to wait has none. */
export function runEvents<Name extends "Deployment" | "RunbookRun">(name: Name) {
  return {
    started: { category: `${name}Started`, verb: "started" },
    resumed: { category: `${name}Resumed`, verb: "resumed" },
    succeeded: { category: `${name}Succeeded`, verb: "succeeded" },
    failed: { category: `${name}Failed`, verb: "failed" },
    cancelled: { category: "TaskCanceled", verb: "was cancelled" },
    stopped: undefined,
    expired: { category: `${name}Failed`, verb: "was not started in time" },
  } as const;
}

/** The variables of a run that scripts read, under the name of its type: `Octopus.Deployment.Id`. */
export function runVariables(
  name: "Deployment" | "RunbookRun",
  { id, title, body }: StoredDocument<RunBody>,
): JsonObject {
  return {
    [`Octopus.${name}.Id`]: id,
    [`Octopus.${name}.Name`]: title,
    [`Octopus.${name}.Comments`]: body.Comments,
    [`Octopus.${name}.Created`]: body.Created,
  };
}
