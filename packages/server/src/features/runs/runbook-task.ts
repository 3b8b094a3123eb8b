import { aboutRunbookRun, runbookRuns } from "@indelible/domain";
import type { ProcessTools, TaskKind } from "@indelible/engine";
import { type RunParts, runParts, runTaskKind, subjectOf } from "@indelible/engine";
import { RUNBOOK_TASK } from "./runbook-run-hooks.ts";

/** The kind of task that runs a runbook on an environment. */
export function runbookTask(tools: ProcessTools): TaskKind {
  return runTaskKind(tools, {
    name: RUNBOOK_TASK,
    type: runbookRuns,
    idOf: ({ runbook_run_id }) => runbook_run_id,
    moments: {
      started: { category: "RunbookRunStarted", verb: "started" },
      resumed: { category: "RunbookRunResumed", verb: "resumed" },
      succeeded: { category: "RunbookRunSucceeded", verb: "succeeded" },
      failed: { category: "RunbookRunFailed", verb: "failed" },
      cancelled: { category: "TaskCanceled", verb: "was cancelled" },
      stopped: undefined,
      expired: { category: "RunbookRunFailed", verb: "was not started in time" },
    },
    about: aboutRunbookRun,
    subjectOf: async (run, task) => {
      const parts = await runParts(tools, run, task, "RunbookSnapshotId");
      return subjectOf(tools, parts, givenVariables(parts));
    },
  });
}

/** The variables that every run has, by the names that scripts of the field know. */
function givenVariables({ run, source: snapshot, runbook }: RunParts) {
  return {
    "Octopus.RunbookRun.Id": run.id,
    "Octopus.RunbookRun.Name": run.title,
    "Octopus.RunbookRun.Comments": run.body.Comments,
    "Octopus.RunbookRun.Created": run.body.Created,
    "Octopus.RunbookSnapshot.Id": snapshot.id,
    "Octopus.RunbookSnapshot.Name": snapshot.title,
    "Octopus.Runbook.Id": runbook?.id,
    "Octopus.Runbook.Name": runbook?.title,
  };
}
