import type { VariableTable } from "@indelible/domain";
import type { ScriptFile, ScriptHost, ScriptSyntax } from "@indelible/execution";
import { ExecutionError } from "@indelible/execution";
import { ActionError } from "../actions/action-error.ts";
import type { ActionPlace, ActionResult, ActionRunner } from "../actions/action-kind.ts";
import { DEPLOY_PACKAGE_SCRIPT } from "../actions/deploy-package.ts";
import type { Activity, TaskLog } from "../tasks/task-log.ts";
import type { PackageFiles } from "./package-files.ts";
import type { ProcessProgress } from "./process-progress.ts";
import type { ProcessVariables, RunVariable } from "./process-variables.ts";
import { ScriptLog } from "./script-log.ts";

/** What running scripts stands on. */
export interface ScriptActionsOptions {
  readonly log: TaskLog;
  readonly variables: ProcessVariables;
  readonly progress: ProcessProgress;
  readonly packages: PackageFiles;
  /** The host of a machine, or the server's own; fails with ExecutionError when it is out of reach. */
  readonly hostFor: (place: ActionPlace) => Promise<ScriptHost> | ScriptHost;
}

const SYNTAXES: readonly ScriptSyntax[] = ["Bash", "PowerShell", "Python"];
/** What a script is written in where its action does not say (API reference, section 6). */
const SYNTAX_DEFAULT = "PowerShell";

const SCRIPT = "Octopus.Script";
const DEPLOY_PACKAGE = "Octopus.TentaclePackage";

/** Actions that run a script: one of their own, or the server's for the deployment of a package. */
export class ScriptActions implements ActionRunner {
  readonly #options: ScriptActionsOptions;

  constructor(options: ScriptActionsOptions) {
    this.#options = options;
  }

  async run(
    place: ActionPlace,
    table: VariableTable,
    activity: Activity,
    signal: AbortSignal,
  ): Promise<ActionResult> {
    try {
      return await this.#script(place, table, activity, signal);
    } catch (error) {
      if (!(error instanceof ExecutionError || error instanceof ActionError)) throw error;
      return { kind: "failed", message: error.message };
    }
  }

  async #script(
    place: ActionPlace,
    table: VariableTable,
    activity: Activity,
    signal: AbortSignal,
  ): Promise<ActionResult> {
    const { variables, packages } = this.#options;
    const taken = await packages.of(place.action);
    const complete = taken.variables.reduce((all, { name, value }) => all.with(name, value), table);
    const expanded = variables.expanded(complete);
    for (const { value, isSensitive } of expanded) {
      if (isSensitive) this.#options.log.addSecret(value);
    }
    const { syntax, body } = scriptOf(place);
    const text = variables.expand(body, complete).text;
    return this.#run(place, { syntax, text, expanded, files: taken.files }, activity, signal);
  }

  async #run(
    place: ActionPlace,
    script: {
      readonly syntax: ScriptSyntax;
      readonly text: string;
      readonly expanded: readonly RunVariable[];
      readonly files: readonly ScriptFile[];
    },
    activity: Activity,
    signal: AbortSignal,
  ): Promise<ActionResult> {
    const host = await this.#options.hostFor(place);
    const output = new ScriptLog(activity, (secret) => this.#options.log.addSecret(secret));
    const outcome = await host.run({
      syntax: script.syntax,
      body: script.text,
      variables: new Map(script.expanded.map(({ name, value }) => [name, value])),
      files: script.files,
      signal,
      onOutput: (chunk) => output.write(chunk),
    });
    await output.end();
    this.#keepOutputs(place, output);
    if (outcome.cancelled) return { kind: "failed", message: "The script was stopped." };
    if (outcome.exitCode === 0 && output.failure === undefined) return { kind: "succeeded" };
    const message = output.failure ?? `The script ended with exit code ${outcome.exitCode}.`;
    return { kind: "failed", message };
  }

  /** An output variable goes by the action and, where there are targets, by the target as well. */
  #keepOutputs({ action, machine }: ActionPlace, output: ScriptLog): void {
    const prefix = `Octopus.Action[${action.name}].Output`;
    for (const { name, value, isSensitive } of output.variables) {
      this.#options.progress.setOutput({ name: `${prefix}.${name}`, value, isSensitive });
      if (machine === undefined) continue;
      const ofMachine = `${prefix}[${machine.title}].${name}`;
      this.#options.progress.setOutput({ name: ofMachine, value, isSensitive });
    }
  }
}

function scriptOf({ action }: ActionPlace): { syntax: ScriptSyntax; body: string } {
  if (action.type === DEPLOY_PACKAGE) return { syntax: "Bash", body: DEPLOY_PACKAGE_SCRIPT };
  if (action.type !== SCRIPT) {
    throw new ActionError(`This server cannot run actions of the type '${action.type}'.`);
  }
  const named = action.properties.get("Octopus.Action.Script.Syntax") || SYNTAX_DEFAULT;
  const syntax = SYNTAXES.find((known) => known.toLowerCase() === named.toLowerCase());
  if (syntax === undefined) {
    throw new ActionError(`This server runs scripts in ${SYNTAXES.join(", ")}, not in ${named}.`);
  }
  return { syntax, body: action.properties.get("Octopus.Action.Script.ScriptBody") ?? "" };
}
