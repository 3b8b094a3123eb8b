import { Budget } from "../../packages/domain/src/variables/budget.ts";
import { applyFilter } from "../../packages/domain/src/variables/filters/index.ts";

/** A fixed time, for filters that use the current time. */
const NOW = new Date("2026-01-02T03:04:05.678Z");

/** The result of a filter of variables, with a full budget. */
export function applied(input: string | undefined, name: string, ...options: string[]) {
  return applyFilter(name, input, options, { now: NOW, budget: new Budget() });
}
