import type { BodyOf, VariableTable } from "@indelible/domain";
import type { ScriptFile, ScriptSyntax } from "@indelible/execution";
import type { TObject } from "typebox";
import type { Activity } from "../tasks/task-log.ts";
import { readProperties, type StoredProperties } from "./read-properties.ts";

/** How an action ended on one target, or after an answer; `message` is for the task's log. */
export type ActionResult =
  | { readonly kind: "succeeded" }
  | { readonly kind: "failed"; readonly message: string };

/** The packages of an action: files in its working folder, and the variables that name them. */
export interface ActionPackages {
  readonly files: readonly ScriptFile[];
  readonly variables: readonly { readonly name: string; readonly value: string }[];
}

/** A variable that an action sets for later actions. */
export interface OutputVariable {
  readonly name: string;
  readonly value: string;
  /** Whether the value is masked in the log from now on. */
  readonly isSensitive: boolean;
}

/** A script that an action runs on its target. */
export interface ActionScript {
  readonly syntax: ScriptSyntax;
  /** The text of the script, with its templates expanded. */
  readonly body: string;
}

/** The input of running one action on one target. */
export interface ActionWork<Properties = StoredProperties> {
  readonly properties: Properties;
  /** The deployment target; undefined for the server itself. */
  readonly target: { readonly id: string; readonly name: string } | undefined;
  /** The variables in scope, including those of the packages. */
  readonly variables: VariableTable;
  readonly packages: ActionPackages;
  /** The activity of this action on this target, for its log lines. */
  readonly activity: Activity;
  /** Aborted when the task is cancelled: the action must end as soon as it can. */
  readonly signal: AbortSignal;
  /** Expands a template, such as `#{Octopus.Environment.Name}`, with the variables in scope. */
  readonly expand: (template: string) => string;
  /** Sets `Octopus.Action[name of the action].Output.<name>`, for this target too if there is one. */
  readonly setOutput: (output: OutputVariable) => void;
  /**
   * Runs a script on the target, with all variables in scope and the packages in its working folder.
   * Its output goes to the activity, the variables that it sets become output variables. Fails with
   * ActionError or ExecutionError when the target cannot be reached.
   */
  readonly runScript: (script: ActionScript) => Promise<ActionResult>;
}

/** The input of creating the question of an action. */
export interface QuestionWork<Properties = StoredProperties> {
  readonly properties: Properties;
  /** Expands a template; secrets are masked. */
  readonly expand: (template: string) => string;
}

/** A question for users, to be answered with Proceed or Abort. */
export interface ActionQuestion {
  readonly instructions: string;
  /** Teams whose members may answer; empty for all users with InterruptionSubmit. */
  readonly teamIds: readonly string[];
}

/** An answer to a question. */
export interface GivenAnswer {
  /** The button: `Proceed` or `Abort`, or one of guided failure. */
  readonly word: string;
  /** The username of the user who answered. */
  readonly by: string;
}

/** An action that asks users a question, once for all targets; the process waits for the answer. */
export interface Asking<Properties = StoredProperties> {
  readonly question: (work: QuestionWork<Properties>) => ActionQuestion;
  /** What an answer means for the process. */
  readonly outcome: (answer: GivenAnswer) => ActionResult;
}

/** An action kind either runs on each target, or asks a question. */
type Doing<Properties> =
  | {
      /** Runs the action on one target. ActionError and ExecutionError fail it with their message. */
      readonly run: (work: ActionWork<Properties>) => Promise<ActionResult>;
      readonly ask?: undefined;
    }
  | { readonly ask: Asking<Properties>; readonly run?: undefined };

interface Described<Schema extends TObject> {
  /** The `ActionType` of the API, such as `Octopus.Script`. */
  readonly type: string;
  /** The name that users see. */
  readonly label: string;
  /**
   * The properties that it supports, by their name in the API (`Octopus.Action...`), with type,
   * default and description. Properties are stored as text: see `readProperties`.
   */
  readonly properties: Schema;
  /** Stored properties of an action that can run. For tests and help. */
  readonly example: Readonly<Record<string, string>>;
}

/**
 * A type of actions of a process: one file of `actions/`, listed in `ACTION_KINDS`. The reasons for
 * this design are in docs/adr/action-kinds.md.
 */
export type ActionKind = Described<TObject> & Doing<StoredProperties>;

/**
 * Defines an action kind. Its functions get properties that are read and typed by its schema; when
 * they cannot be read, the action fails with an ActionError before the functions are called.
 */
export function defineAction<Schema extends TObject>(
  init: Described<Schema> & Doing<BodyOf<Schema>>,
): ActionKind {
  const { type, label, properties, example, run, ask } = init;
  const described = { type, label, properties, example };
  const readOf = (stored: StoredProperties) => readProperties(properties, stored);
  if (run !== undefined) {
    return {
      ...described,
      run: async (work) => run({ ...work, properties: readOf(work.properties) }),
    };
  }
  const question = (work: QuestionWork) =>
    ask.question({ ...work, properties: readOf(work.properties) });
  return { ...described, ask: { question, outcome: ask.outcome } };
}
