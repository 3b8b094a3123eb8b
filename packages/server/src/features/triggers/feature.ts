import type { Feature } from "../feature.ts";
import { runDueTriggers, type TriggerTools } from "./run-triggers.ts";
import { triggerHooks } from "./trigger-hooks.ts";

/** Triggers: releases, deployments and runbook runs on a schedule. */
export const triggers: Feature<TriggerTools> = {
  hooks: (tools) => ({ ProjectTriggers: triggerHooks(tools) }),
  runDue: runDueTriggers,
};
