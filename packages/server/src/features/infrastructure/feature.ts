import { type HealthScheduleTools, healthTask, queueDueHealthChecks } from "@indelible/engine";
import type { Feature } from "../feature.ts";
import { machineHooks, machinePolicyHooks } from "./machine-hooks.ts";
import { machinePolicyRoutes } from "./machine-policy-routes.ts";

/** Deployment targets, their policies and their health checks. */
export const infrastructure: Feature<HealthScheduleTools> = {
  hooks: ({ trail }) => ({
    Machines: machineHooks(trail),
    MachinePolicies: machinePolicyHooks,
  }),
  routes: machinePolicyRoutes,
  taskKinds: (tools) => [healthTask(tools)],
  runDue: queueDueHealthChecks,
};
