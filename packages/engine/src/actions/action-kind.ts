import type { VariableTable } from "@indelible/domain";
import type { StoredDocument } from "@indelible/trail";
import type { ProcessAction, ProcessStep } from "../runs/process.ts";
import type { Activity } from "../tasks/task-log.ts";

/** Where an action runs: on a machine, or on the server where there is none. */
export interface ActionPlace {
  readonly step: ProcessStep;
  readonly action: ProcessAction;
  readonly machine: StoredDocument | undefined;
}

/** How an action ended on one target. */
export type ActionResult =
  | { readonly kind: "succeeded" }
  | { readonly kind: "failed"; readonly message: string };

/** Runs actions, on one target at a time. */
export interface ActionRunner {
  /** Runs an action to its end; a failure is an answer, not an error. */
  run(
    place: ActionPlace,
    table: VariableTable,
    activity: Activity,
    signal: AbortSignal,
  ): Promise<ActionResult>;
}
