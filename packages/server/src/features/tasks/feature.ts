import type { Feature } from "../feature.ts";
import { teamIdsOf } from "../people/permission-sources.ts";
import { interruptionHooks } from "./interruption-hooks.ts";
import { type InterruptionRoutesOptions, interruptionRoutes } from "./interruption-routes.ts";
import { type TaskRoutesOptions, taskRoutes } from "./task-routes.ts";

/** Server tasks, their logs, and the interruptions that they wait for. */
export const tasks: Feature<TaskRoutesOptions & InterruptionRoutesOptions> = {
  hooks: ({ database }) => ({
    Interruptions: interruptionHooks((userId) => teamIdsOf(database, userId)),
  }),
  routes: (needs) => [...taskRoutes(needs), ...interruptionRoutes(needs)],
};
