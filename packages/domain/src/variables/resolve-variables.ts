import { type Variable, VariableTable } from "./variable-table.ts";

/** A variable of a variable set. A value of null is an empty text. */
export interface ScopedVariable {
  readonly Name: string;
  readonly Value: string | null;
  /** For each dimension the values that the variable applies to; an empty list is no limit. */
  readonly Scope: Readonly<Record<string, readonly string[]>>;
  readonly IsSensitive: boolean;
  readonly Type: string;
}

// From the least to the most specific. A role that the step targets counts as `TargetedRole`.
const RUNGS = [
  "ProcessOwner",
  "Channel",
  "Environment",
  "TenantTag",
  "Tenant",
  "Role",
  "TargetedRole",
  "Machine",
  "Action",
] as const;

type Rung = (typeof RUNGS)[number];

/**
 * The context in which variables are used, in the dimensions of `Scope`: ids, names of roles and
 * canonical names of tenant tags; for `Action` both its id and its name. `TargetedRole` has those
 * of the machine's roles that the step targets.
 */
export type VariableContext = { readonly [R in Rung]?: readonly string[] };

/**
 * The variables that apply in a context, each with its most specific value. The sets are in order
 * of precedence: a project's before those of the library. Rules: docs/formats/variables.md.
 */
export function resolveVariables(
  sets: readonly (readonly ScopedVariable[])[],
  context: VariableContext,
): VariableTable {
  const chosen = new Map<string, { variable: ScopedVariable; specificity: number }>();
  for (const variable of sets.flat()) {
    const specificity = specificityIn(context, variable.Scope);
    const name = variable.Name.trim().toLowerCase();
    if (specificity > (chosen.get(name)?.specificity ?? -1)) {
      chosen.set(name, { variable, specificity });
    }
  }
  return new VariableTable(Array.from(chosen.values(), ({ variable }) => resolved(variable)));
}

/**
 * One bit per rank, so that a rank outweighs all lower ones together; -1 if the scope does not
 * apply.
 */
function specificityIn(context: VariableContext, scope: ScopedVariable["Scope"]): number {
  const limits = Object.entries(scope).filter(([, values]) => values.length > 0);
  const rungs = limits.map(([dimension, values]) => rungOf(dimension, values, context));
  return rungs.includes(-1) ? -1 : rungs.reduce((bits, rung) => bits + 2 ** rung, 0);
}

/** The highest rank at which a dimension of a scope applies; -1 if there is none. */
function rungOf(dimension: string, values: readonly string[], context: VariableContext): number {
  return RUNGS.findLastIndex(
    (rung) => dimensionOf(rung) === dimension && overlap(values, context[rung] ?? []),
  );
}

function dimensionOf(rung: Rung): string {
  return rung === "TargetedRole" ? "Role" : rung;
}

function overlap(some: readonly string[], others: readonly string[]): boolean {
  const names = new Set(others.map((name) => name.toLowerCase()));
  return some.some((name) => names.has(name.toLowerCase()));
}

function resolved({ Name, Value, IsSensitive, Type }: ScopedVariable): Variable {
  return { name: Name, value: Value ?? "", isSensitive: IsSensitive, type: Type };
}
