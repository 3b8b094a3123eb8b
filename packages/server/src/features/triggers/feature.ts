import type { Feature } from "../feature.ts";
import { runDueTriggers, type TriggerTools } from "./run-triggers.ts";
import { triggerHooks } from "./trigger-hooks.ts";

/** Triggers, which create releases and run things by schedule. */
export const triggers: Feature<TriggerTools> = {
  hooks: ({ trail }) => ({ ProjectTriggers: triggerHooks(trail) }),
  runDue: runDueTriggers,
};
