import type { Feature } from "../feature.ts";
import { deployTask } from "./deploy-task.ts";
import { deploymentHooks } from "./deployment-hooks.ts";
import { deploymentRoutes } from "./deployment-routes.ts";
import type { RunCommandOptions } from "./run-commands.ts";
import { runbookHooks, runbookSnapshotHooks } from "./runbook-hooks.ts";
import { runbookRunHooks } from "./runbook-run-hooks.ts";
import { runbookRunRoutes } from "./runbook-run-routes.ts";
import { runbookTask } from "./runbook-task.ts";

/** Deployments, and runs of runbooks. */
export const runs: Feature<RunCommandOptions> = {
  hooks: (tools) => ({
    Deployments: deploymentHooks(tools),
    RunbookRuns: runbookRunHooks(tools),
    Runbooks: runbookHooks(tools.trail),
    RunbookSnapshots: runbookSnapshotHooks(tools),
  }),
  routes: (needs) => [...deploymentRoutes(needs), ...runbookRunRoutes(needs)],
  taskKinds: (tools) => [deployTask(tools), runbookTask(tools)],
};
