import {
  type Machine,
  resolveVariables,
  type ScopedVariable,
  substitute,
  VariableTable,
} from "@indelible/domain";
import type { StoredDocument } from "@indelible/trail";
import { ActionError } from "../actions/action-error.ts";
import type { OutputVariable } from "../actions/action-kind.ts";
import type { ProcessAction, ProcessStep } from "./process.ts";
import { referenceOf } from "./referenced-variables.ts";

/** A variable of a run. */
export interface RunVariable {
  readonly name: string;
  readonly value: string;
  /** Whether the value is or contains a secret. */
  readonly isSensitive: boolean;
}

/** Where variables are used; undefined for what does not apply there. */
export interface VariablePlace {
  readonly step: ProcessStep | undefined;
  readonly action: ProcessAction | undefined;
  readonly machine: StoredDocument<Machine> | undefined;
}

/** The place of what applies to a whole run. */
export const ANYWHERE: VariablePlace = { step: undefined, action: undefined, machine: undefined };

/** What determines the variables of a run. */
export interface ProcessVariablesOptions {
  /** The variables of the project, then those of each library variable set. */
  readonly sets: readonly (readonly ScopedVariable[])[];
  /** Why accounts and certificates must not be used in this run, by id; none by default. */
  readonly refused?: ReadonlyMap<string, string>;
  readonly environmentId: string;
  readonly channelId: string | null;
  readonly tenantId: string | null;
  readonly tenantTags: readonly string[];
  /** The id of the project or runbook that owns the process. */
  readonly processOwner: string;
  /** Variables that the server sets, and answers to prompts: they replace those of the sets. */
  readonly given: readonly RunVariable[];
  readonly clock: () => Date;
}

/** The variables of a run, for each place where it uses them. */
export class ProcessVariables {
  readonly #options: ProcessVariablesOptions;

  constructor(options: ProcessVariablesOptions) {
    this.#options = options;
  }

  /** The values that are secrets in every place. */
  get secrets(): string[] {
    const { sets, given } = this.#options;
    const values = sets.flat().map(({ Value, IsSensitive }) => (IsSensitive ? Value : null));
    const answered = given.map(({ value, isSensitive }) => (isSensitive ? value : null));
    return [...values, ...answered].filter((value) => value !== null);
  }

  /**
   * The variables in scope at a place, with the output variables that actions have set so far.
   * Fails with ActionError when one of them names what must not be used in this run.
   */
  at(place: VariablePlace, outputs: readonly OutputVariable[]): VariableTable {
    const { sets, environmentId, channelId, tenantId, tenantTags, processOwner } = this.#options;
    const { step, action, machine } = place;
    const roles = machine?.body.Roles ?? [];
    const targeted = new Set(step?.targetRoles.map((role) => role.toLowerCase()));
    const table = resolveVariables(sets, {
      Environment: [environmentId],
      Channel: channelId === null ? [] : [channelId],
      Tenant: tenantId === null ? [] : [tenantId],
      TenantTag: tenantTags,
      ProcessOwner: [processOwner],
      Role: roles,
      TargetedRole: roles.filter((role) => targeted.has(role.toLowerCase())),
      Machine: machine === undefined ? [] : [machine.id],
      Action: action === undefined ? [] : [action.id, action.name],
    });
    const more = [...this.#given(place), ...outputs].map((variable) => ({
      ...variable,
      type: variable.isSensitive ? "Sensitive" : "String",
    }));
    const all = new VariableTable([...table, ...more]);
    this.#checkReferences(all);
    return all;
  }

  #checkReferences(table: VariableTable): void {
    const { refused } = this.#options;
    if (refused === undefined || refused.size === 0) return;
    for (const { name, type, value } of table) {
      const id = referenceOf({ Type: type, Value: value });
      const problem = id === undefined ? undefined : refused.get(id);
      if (problem === undefined) continue;
      throw new ActionError(`Variable '${name}' names ${id}, which ${problem}.`);
    }
  }

  /** Substitutes the variables of a place in a template. */
  expand(template: string, table: VariableTable) {
    return substitute(template, table, { now: this.#options.clock() });
  }

  /** All variables of a place, with their references to each other substituted. */
  expanded(table: VariableTable): RunVariable[] {
    return [...table].map(({ name, value, isSensitive }) => {
      const { text, usesSensitive } = this.expand(value, table);
      return { name, value: text, isSensitive: isSensitive || usesSensitive };
    });
  }

  #given({ step, action, machine }: VariablePlace): RunVariable[] {
    const own: [string, string | undefined][] = [
      ["Octopus.Step.Name", step?.name],
      ["Octopus.Step.Id", step?.id],
      ["Octopus.Action.Name", action?.name],
      ["Octopus.Action.Id", action?.id],
      ["Octopus.Machine.Id", machine?.id],
      ["Octopus.Machine.Name", machine?.title],
    ];
    const present = own.flatMap(([name, value]) =>
      value === undefined ? [] : [{ name, value, isSensitive: false }],
    );
    return [...this.#options.given, ...present];
  }
}
