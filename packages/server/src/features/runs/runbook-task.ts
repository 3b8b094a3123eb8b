import { type RunbookRun, type RunbookSnapshot, runbookRuns } from "@indelible/domain";
import type { ProcessTools, TaskKind } from "@indelible/engine";
import { type RunParts, runParts, runTaskKind, subjectOf } from "@indelible/engine";
import type { StoredDocument } from "@indelible/trail";
import { runEvents, runVariables } from "./run-events.ts";
import { RUNBOOK_TASK } from "./runbook-run-hooks.ts";

/** The kind of task that runs a runbook in an environment. */
export function runbookTask(tools: ProcessTools): TaskKind {
  return runTaskKind(tools, {
    name: RUNBOOK_TASK,
    type: runbookRuns,
    idOf: ({ runbook_run_id }) => runbook_run_id,
    moments: runEvents("RunbookRun"),
    subjectOf: async (run, task) => {
      const parts = await runParts(tools, run, task, "RunbookSnapshotId");
      return subjectOf(tools, parts, givenVariables(run, parts));
    },
  });
}

/** The variables of every runbook run, by the names that scripts for Octopus Deploy use. */
function givenVariables(
  run: StoredDocument<RunbookRun>,
  { source: snapshot, runbook }: RunParts<RunbookRun, RunbookSnapshot>,
) {
  return {
    ...runVariables("RunbookRun", run),
    "Octopus.RunbookSnapshot.Id": snapshot.id,
    "Octopus.RunbookSnapshot.Name": snapshot.title,
    "Octopus.Runbook.Id": runbook?.id,
    "Octopus.Runbook.Name": runbook?.title,
  };
}
