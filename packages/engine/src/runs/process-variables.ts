import {
  resolveVariables,
  type ScopedVariable,
  substitute,
  VariableTable,
} from "@indelible/domain";
import type { StoredDocument } from "@indelible/trail";
import type { OutputVariable } from "../actions/action-kind.ts";
import type { ProcessAction, ProcessStep } from "./process.ts";

/** A variable as a run uses it: substituted, and whether it shows a secret. */
export interface RunVariable {
  readonly name: string;
  readonly value: string;
  readonly isSensitive: boolean;
}

/** Where variables are used. */
export interface VariablePlace {
  readonly step: ProcessStep | undefined;
  readonly action: ProcessAction | undefined;
  readonly machine: StoredDocument | undefined;
}

/** What decides over the variables of a run. */
export interface ProcessVariablesOptions {
  /** The project's before those of the library. */
  readonly sets: readonly (readonly ScopedVariable[])[];
  readonly environmentId: string;
  readonly channelId: string | null;
  readonly tenantId: string | null;
  readonly tenantTags: readonly string[];
  /** The id of the project or runbook whose process it is. */
  readonly processOwner: string;
  /** Those that the server itself gives, and answers to prompts: they win. */
  readonly given: readonly RunVariable[];
  readonly clock: () => Date;
}

/** The variables of a run, at each place where it uses them. */
export class ProcessVariables {
  readonly #options: ProcessVariablesOptions;

  constructor(options: ProcessVariablesOptions) {
    this.#options = options;
  }

  /** The values that are secrets wherever they are used. */
  get secrets(): string[] {
    const { sets, given } = this.#options;
    const values = sets.flat().map(({ Value, IsSensitive }) => (IsSensitive ? Value : null));
    const answered = given.map(({ value, isSensitive }) => (isSensitive ? value : null));
    return [...values, ...answered].filter((value) => value !== null);
  }

  /** The table that counts at a place, with what actions have set so far. */
  at(place: VariablePlace, outputs: readonly OutputVariable[]): VariableTable {
    const { sets, environmentId, channelId, tenantId, tenantTags, processOwner } = this.#options;
    const { step, action, machine } = place;
    const roles = (machine?.body.Roles ?? []) as string[];
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
    return new VariableTable([...table, ...more]);
  }

  /** A template of the process with the variables of its place put in. */
  expand(template: string, table: VariableTable) {
    return substitute(template, table, { now: this.#options.clock() });
  }

  /** All variables of a place with their references to each other put in. */
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
