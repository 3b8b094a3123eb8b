import { isPassed, isReached, type LifecyclePhase } from "./promotion.ts";

/**
 * The progress of a release in a phase: complete, current (it may be deployed there), or pending.
 */
export type PhaseProgress = "Pending" | "Current" | "Complete";

/** The progress in each phase of a release that was deployed to some environments. */
export function phaseProgress(
  phases: readonly LifecyclePhase[],
  deployedTo: ReadonlySet<string>,
): PhaseProgress[] {
  return phases.map((phase, at) => {
    if (isReached(phase, deployedTo)) return "Complete";
    const isOpen = phases.slice(0, at).every((earlier) => isPassed(earlier, deployedTo));
    return isOpen ? "Current" : "Pending";
  });
}
