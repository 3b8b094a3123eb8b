import { type Variable, VariableTable } from "./variable-table.ts";

/** A variable as a variable set has it. A value of null is an empty text. */
export interface ScopedVariable {
  readonly Name: string;
  readonly Value: string | null;
  /** For each dimension the values that the variable is meant for; an empty list limits nothing. */
  readonly Scope: Readonly<Record<string, readonly string[]>>;
  readonly IsSensitive: boolean;
  readonly Type: string;
}

// From the least to the most specific. A role counts as `TargetedRole` where the step targets it.
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
 * What holds where variables are used, in the words of `Scope`: ids, names of roles and canonical
 * names of tenant tags; for `Action` both its id and its name. `TargetedRole` has those of the
 * machine's roles that the step targets.
 */
export type VariableContext = { readonly [R in Rung]?: readonly string[] };

/**
 * The variables that apply in a context, each with the value that counts. Sets come in order of
 * precedence: a project's before those of the library. Rules: docs/formats/variables.md.
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

/** One bit a rung, so that a rung outweighs all below it together; -1 if the scope does not hold. */
function specificityIn(context: VariableContext, scope: ScopedVariable["Scope"]): number {
  const limits = Object.entries(scope).filter(([, values]) => values.length > 0);
  const rungs = limits.map(([dimension, values]) => rungOf(dimension, values, context));
  return rungs.includes(-1) ? -1 : rungs.reduce((bits, rung) => bits + 2 ** rung, 0);
}

/** The highest rung on which a dimension of a scope holds; -1 if there is none. */
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
