/**
 * A phase of a lifecycle, with what determines where a release may be deployed. API reference,
 * section 6.
 */
export interface LifecyclePhase {
  readonly Name: string;
  readonly AutomaticDeploymentTargets: readonly string[];
  readonly OptionalDeploymentTargets: readonly string[];
  /** How many of its environments a release must have been deployed to; 0 for all of them. */
  readonly MinimumEnvironmentsBeforePromotion: number;
  readonly IsOptionalPhase: boolean;
}

/** Why a release may not be deployed to an environment. */
export type PromotionObstacle =
  | { readonly kind: "not-in-lifecycle" }
  | { readonly kind: "phase-incomplete"; readonly phase: string };

/**
 * Why a release may not be deployed to an environment; undefined when it may. A lifecycle without
 * phases allows every environment, and so does a phase without environments. A phase is reached
 * when each one before it is optional or complete: the release was successfully deployed to as many
 * of its environments as it requires.
 */
export function promotionObstacle(
  phases: readonly LifecyclePhase[],
  deployedTo: ReadonlySet<string>,
  environmentId: string,
): PromotionObstacle | undefined {
  if (phases.length === 0) return undefined;
  const at = phases.findIndex((phase) => admits(phase, environmentId));
  if (at === -1) return { kind: "not-in-lifecycle" };
  const incomplete = phases.slice(0, at).find((phase) => !isPassed(phase, deployedTo));
  return incomplete && { kind: "phase-incomplete", phase: incomplete.Name };
}

/** The environments of a phase, each once. */
export function phaseEnvironments(phase: LifecyclePhase): string[] {
  return [...new Set([...phase.AutomaticDeploymentTargets, ...phase.OptionalDeploymentTargets])];
}

function admits(phase: LifecyclePhase, environmentId: string): boolean {
  const environments = phaseEnvironments(phase);
  return environments.length === 0 || environments.includes(environmentId);
}

/** Whether a release may be deployed to the phase after this one. */
export function isPassed(phase: LifecyclePhase, deployedTo: ReadonlySet<string>): boolean {
  return phase.IsOptionalPhase || isReached(phase, deployedTo);
}

/** Whether a release was deployed to as many environments of a phase as it requires. */
export function isReached(phase: LifecyclePhase, deployedTo: ReadonlySet<string>): boolean {
  const environments = phaseEnvironments(phase);
  if (environments.length === 0) return deployedTo.size > 0;
  const reached = environments.filter((id) => deployedTo.has(id)).length;
  return reached >= (phase.MinimumEnvironmentsBeforePromotion || environments.length);
}
