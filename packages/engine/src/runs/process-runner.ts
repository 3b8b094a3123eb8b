import { isTruthy, type Machine, type VariableTable } from "@indelible/domain";
import type { StoredDocument } from "@indelible/trail";
import { ActionError } from "../actions/action-error.ts";
import type { ActionKind, ActionResult, Asking } from "../actions/action-kind.ts";
import type { TaskOutcome, TaskRun } from "../tasks/task-kind.ts";
import type { Activity } from "../tasks/task-log.ts";
import type { ActionPlace, ActionRunner } from "./action-runner.ts";
import {
  ACTION_EXPRESSION,
  CONDITION_EXPRESSION,
  type ProcessAction,
  type ProcessStep,
} from "./process.ts";
import type { Interruptions, Question } from "./process-interruptions.ts";
import type { ProcessProgress } from "./process-progress.ts";
import { ANYWHERE, type ProcessVariables } from "./process-variables.ts";
import {
  actionsWithin,
  type ProcessScope,
  startGroups,
  targetsOf,
  windowsOf,
} from "./step-plan.ts";

/** Targets that an action runs on at once. */
const PARALLEL_MAX = 10;

/** Dependencies of a run of a process. */
export interface ProcessRunnerOptions {
  readonly run: TaskRun;
  readonly steps: readonly ProcessStep[];
  readonly scope: ProcessScope;
  readonly machines: readonly StoredDocument<Machine>[];
  readonly variables: ProcessVariables;
  readonly progress: ProcessProgress;
  /** The action kinds of the server, by type. */
  readonly kinds: ReadonlyMap<string, ActionKind>;
  readonly actions: ActionRunner;
  readonly interruptions: Interruptions;
  /** Whether a failed action raises the question what to do about it. */
  readonly usesGuidedFailure: boolean;
  /** Whether a step with roles succeeds when no target has one of them. */
  readonly allowsNoTargets: boolean;
}

/** A unit of a step: one action, on the targets of one window. A unit that has ended is not run again. */
interface Unit {
  readonly key: string;
  readonly step: ProcessStep;
  readonly action: ProcessAction;
  readonly targets: readonly (StoredDocument<Machine> | undefined)[];
  readonly activity: Activity;
}

/** How a step ended, or the question that it waits for. */
type StepEnd = "Success" | "Failed" | "Skipped" | Question;

/**
 * Runs the steps of a process: one group of steps that start together after the other, and each
 * step's actions on its targets, a window at a time. When a step has a question, the run pauses;
 * another run resumes it from the saved progress: docs/formats/processes.md.
 */
export class ProcessRunner {
  readonly #options: ProcessRunnerOptions;

  constructor(options: ProcessRunnerOptions) {
    this.#options = options;
  }

  /** Runs to the end, or to the first question. */
  async run(): Promise<TaskOutcome> {
    const { steps, progress, interruptions, run } = this.#options;
    for (const group of startGroups(steps)) {
      const ends = await Promise.all(group.map((step) => this.#step(step, steps.indexOf(step))));
      if (run.signal.aborted) return { kind: "failed", message: "The task was stopped." };
      const question = ends.find((end) => typeof end === "object");
      if (question !== undefined) return interruptions.pause(question, progress);
    }
    return progress.failure === undefined
      ? { kind: "succeeded" }
      : { kind: "failed", message: progress.failure };
  }

  async #step(step: ProcessStep, index: number): Promise<StepEnd> {
    const { run, scope, progress } = this.#options;
    const activity = run.log.root.child(step.id, `Step ${index + 1}: ${step.name}`);
    const actions = actionsWithin(step, scope);
    const hasStarted = progress.endOf(step.id) !== undefined || activity.row.started !== null;
    if (!hasStarted && (actions.length === 0 || !this.#isDue(step)))
      return ended(activity, "Skipped");
    activity.start();
    const end = await this.#units(step, actions, activity).catch((error: Error): StepEnd => {
      activity.error(error.message);
      progress.failed(step.id, error.message);
      return "Failed";
    });
    return typeof end === "object" ? end : ended(activity, end);
  }

  #isDue(step: ProcessStep): boolean {
    const { progress, variables } = this.#options;
    const hasFailed = progress.failure !== undefined;
    if (step.condition === "Always") return true;
    if (step.condition === "Success") return !hasFailed;
    if (step.condition === "Failure") return hasFailed;
    const table = variables.at({ step, action: undefined, machine: undefined }, progress.outputs);
    return this.#isTrue(step.properties.get(CONDITION_EXPRESSION), table);
  }

  #isTrue(expression: string | undefined, table: VariableTable): boolean {
    return isTruthy(this.#options.variables.expand(expression ?? "", table).text);
  }

  async #units(
    step: ProcessStep,
    actions: readonly ProcessAction[],
    activity: Activity,
  ): Promise<StepEnd> {
    const targets = this.#targets(step, activity);
    if (targets.length === 0) return "Skipped";
    for (const [window, machines] of windowsOf(targets, step.window).entries()) {
      for (const action of actions) {
        const key = `${step.id}/${window}/${action.id}`;
        const end = await this.#unit({ key, step, action, targets: machines, activity });
        if (end !== "Success") return end;
      }
    }
    return "Success";
  }

  /** The targets of a step; undefined is the server, for a step without roles. */
  #targets(
    step: ProcessStep,
    activity: Activity,
  ): readonly (StoredDocument<Machine> | undefined)[] {
    const { scope, machines, allowsNoTargets } = this.#options;
    if (step.targetRoles.length === 0) return [undefined];
    const targets = targetsOf(step, scope, machines);
    if (targets.length > 0) return targets;
    const roles = step.targetRoles.join(", ");
    const message = `There is no deployment target in this environment with any of the roles ${roles}.`;
    if (!allowsNoTargets) throw new ActionError(message);
    activity.warning(message);
    return [];
  }

  async #unit(unit: Unit): Promise<Exclude<StepEnd, "Skipped">> {
    const { progress, run, usesGuidedFailure, kinds } = this.#options;
    const before = progress.endOf(unit.key);
    if (before !== undefined) return before;
    const pending = progress.pendingFailureOf(unit.key);
    if (pending !== undefined) return this.#guided(unit, pending);
    const asking = kinds.get(unit.action.type)?.ask;
    const result = asking ? await this.#ask(unit, asking) : await this.#onTargets(unit);
    if ("key" in result) return result;
    if (result.kind === "succeeded") {
      progress.succeeded(unit.key);
      return "Success";
    }
    const isGuided = usesGuidedFailure && !run.signal.aborted && asking === undefined;
    if (isGuided) {
      progress.failurePending(unit.key, result.message);
      return this.#guided(unit, result.message);
    }
    progress.failed(unit.key, result.message);
    return "Failed";
  }

  /** The outcome of the answer to an action's question; the question while there is no answer. */
  async #ask(
    { key, step, action, activity }: Unit,
    { question, outcome }: Asking,
  ): Promise<ActionResult | Question> {
    const { interruptions } = this.#options;
    const answer = await interruptions.answer(key);
    if (answer === undefined) {
      const { properties } = action;
      const asked = question({ properties, expand: (template) => this.#expandMasked(template) });
      return interruptions.ofAction(key, step, action, asked);
    }
    const result = outcome(answer);
    const line = `${action.name}: ${answer.by} answered ${answer.word}`;
    if (result.kind === "succeeded") activity.info(line);
    else activity.error(line);
    return result;
  }

  /** A template for use outside the log, expanded with the variables of the whole run. */
  #expandMasked(template: string): string {
    const { variables, progress, run } = this.#options;
    const table = variables.at(ANYWHERE, progress.outputs);
    return run.log.masked(variables.expand(template, table).text);
  }

  /** Handles a failure as the user answered; returns the question while there is no answer. */
  async #guided(unit: Unit, message: string): Promise<Exclude<StepEnd, "Skipped">> {
    const { progress, interruptions, run } = this.#options;
    const key = `${unit.key}/failure-${progress.retriesOf(unit.key)}`;
    const answer = await interruptions.answer(key);
    const shown = run.log.masked(message);
    if (answer === undefined) return interruptions.failure(key, unit.action, shown);
    unit.activity.info(`${answer.by} answered ${answer.word}`);
    if (answer.word === "Ignore") {
      progress.succeeded(unit.key);
      return "Success";
    }
    if (answer.word === "Retry") {
      progress.retried(unit.key);
      return this.#unit(unit);
    }
    progress.failed(unit.key, message);
    return "Failed";
  }

  async #onTargets(unit: Unit): Promise<ActionResult> {
    const results: ActionResult[] = [];
    for (const some of windowsOf(unit.targets, PARALLEL_MAX)) {
      results.push(...(await Promise.all(some.map((target) => this.#onTarget(unit, target)))));
    }
    return results.find(({ kind }) => kind === "failed") ?? { kind: "succeeded" };
  }

  async #onTarget(
    { step, action, activity }: Unit,
    machine: StoredDocument<Machine> | undefined,
  ): Promise<ActionResult> {
    const { variables, progress, actions, run } = this.#options;
    const own = activityOf(activity, step, action, machine);
    const place: ActionPlace = { step, action, machine };
    const table = variables.at(place, progress.outputs);
    if (action.isConditional && !this.#isTrue(action.properties.get(ACTION_EXPRESSION), table)) {
      own.end("Skipped");
      return { kind: "succeeded" };
    }
    own.start();
    const result = await actions.run(place, table, own, run.signal);
    if (result.kind === "failed") own.error(result.message);
    own.end(result.kind === "succeeded" ? "Success" : run.signal.aborted ? "Canceled" : "Failed");
    return result;
  }
}

/** The activity of an action on a target; several actions of a step have an activity each. */
function activityOf(
  activity: Activity,
  step: ProcessStep,
  action: ProcessAction,
  machine: StoredDocument<Machine> | undefined,
): Activity {
  const isOnlyOne = step.actions.length === 1;
  const ofAction = isOnlyOne ? activity : activity.child(action.id, action.name);
  if (machine === undefined) {
    return isOnlyOne ? activity.child(action.id, "Octopus Server") : ofAction;
  }
  if (!isOnlyOne) ofAction.start();
  return ofAction.child(machine.id, machine.title);
}

function ended(activity: Activity, end: "Success" | "Failed" | "Skipped"): StepEnd {
  activity.end(end);
  return end;
}
