import { isPassed, isReached, type LifecyclePhase } from "./promotion.ts";

/** How far a release has come in a phase: through it, as far as that it may go there, or not yet. */
export type PhaseProgress = "Pending" | "Current" | "Complete";

/** How far a release that was deployed to some environments has come in each phase. */
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
