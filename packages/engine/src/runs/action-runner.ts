import type { Machine, VariableTable } from "@indelible/domain";
import { ExecutionError, type ScriptHost } from "@indelible/execution";
import type { StoredDocument } from "@indelible/trail";
import { ActionError } from "../actions/action-error.ts";
import type {
  ActionKind,
  ActionResult,
  ActionScript,
  ActionWork,
  OutputVariable,
} from "../actions/action-kind.ts";
import type { Activity, TaskLog } from "../tasks/task-log.ts";
import type { PackageFiles } from "./package-files.ts";
import type { ProcessAction, ProcessStep } from "./process.ts";
import type { ProcessProgress } from "./process-progress.ts";
import type { ProcessVariables } from "./process-variables.ts";
import { ScriptLog } from "./script-log.ts";

/** Where an action runs: on a machine, or on the server if there is none. */
export interface ActionPlace {
  readonly step: ProcessStep;
  readonly action: ProcessAction;
  readonly machine: StoredDocument<Machine> | undefined;
}

/** Dependencies of running actions. */
export interface ActionRunnerOptions {
  /** The action kinds that can run, by type. */
  readonly kinds: ReadonlyMap<string, ActionKind>;
  readonly log: TaskLog;
  readonly variables: ProcessVariables;
  readonly progress: ProcessProgress;
  readonly packages: PackageFiles;
  /** The host of a machine, or of the server; fails with ExecutionError when it cannot be reached. */
  readonly hostFor: (place: ActionPlace) => Promise<ScriptHost> | ScriptHost;
}

/** Runs actions by their kind, on one target at a time. */
export class ActionRunner {
  readonly #options: ActionRunnerOptions;

  constructor(options: ActionRunnerOptions) {
    this.#options = options;
  }

  /** Runs an action to its end; a failure is returned, not thrown. */
  async run(
    place: ActionPlace,
    table: VariableTable,
    activity: Activity,
    signal: AbortSignal,
  ): Promise<ActionResult> {
    try {
      const work = await this.#work(place, table, activity, signal);
      return await this.#runnable(place.action.type)(work);
    } catch (error) {
      if (!(error instanceof ExecutionError || error instanceof ActionError)) throw error;
      return { kind: "failed", message: error.message };
    }
  }

  #runnable(type: string) {
    const run = this.#options.kinds.get(type)?.run;
    if (run !== undefined) return run;
    throw new ActionError(`This server cannot run actions of the type '${type}'.`);
  }

  async #work(
    place: ActionPlace,
    table: VariableTable,
    activity: Activity,
    signal: AbortSignal,
  ): Promise<ActionWork> {
    const { variables, packages: files, log } = this.#options;
    const { action, machine } = place;
    const packages = await files.of(action);
    const complete = packages.variables.reduce(
      (all, { name, value }) => all.with(name, value),
      table,
    );
    const values = variables.expanded(complete);
    for (const { value, isSensitive } of values) if (isSensitive) log.addSecret(value);
    const given = new Map(values.map(({ name, value }) => [name, value]));
    return {
      properties: action.properties,
      target: machine && { id: machine.id, name: machine.title },
      variables: complete,
      packages,
      activity,
      signal,
      expand: (template) => variables.expand(template, complete).text,
      setOutput: (output) => this.#setOutput(place, output),
      runScript: (script) => this.#script(place, { ...script, given, packages, activity, signal }),
    };
  }

  async #script(
    place: ActionPlace,
    {
      syntax,
      body,
      given,
      packages,
      activity,
      signal,
    }: ActionScript &
      Pick<ActionWork, "packages" | "activity" | "signal"> & {
        readonly given: ReadonlyMap<string, string>;
      },
  ): Promise<ActionResult> {
    const host = await this.#options.hostFor(place);
    const output = new ScriptLog(activity, (secret) => this.#options.log.addSecret(secret));
    const outcome = await host.run({
      syntax,
      body,
      variables: given,
      files: packages.files,
      signal,
      onOutput: (chunk) => output.write(chunk),
    });
    await output.end();
    for (const variable of output.variables) this.#setOutput(place, variable);
    if (outcome.cancelled) return { kind: "failed", message: "The script was stopped." };
    if (outcome.exitCode === 0 && output.failure === undefined) return { kind: "succeeded" };
    const message = output.failure ?? `The script ended with exit code ${outcome.exitCode}.`;
    return { kind: "failed", message };
  }

  /** An output variable is named by its action and, if there is a target, also by the target. */
  #setOutput({ action, machine }: ActionPlace, output: OutputVariable): void {
    const { log, progress } = this.#options;
    const { name, value, isSensitive } = output;
    if (isSensitive) log.addSecret(value);
    const prefix = `Octopus.Action[${action.name}].Output`;
    progress.setOutput({ name: `${prefix}.${name}`, value, isSensitive });
    if (machine === undefined) return;
    progress.setOutput({ name: `${prefix}[${machine.title}].${name}`, value, isSensitive });
  }
}
