import type { Account } from "./accounts.ts";

/** The fields that limit where an account or a certificate is used. */
export type PlaceLimits = Pick<
  Account,
  "EnvironmentIds" | "TenantIds" | "TenantTags" | "TenantedDeploymentParticipation"
>;

/** Where an account or a certificate is about to be used. */
export interface UsePlace {
  /** The environment of a run, or those of a target that is checked. */
  readonly environmentIds: readonly string[];
  /** The tenant of a run; null for none, undefined where there is no run. */
  readonly tenant?: { readonly id: string; readonly tags: readonly string[] } | null | undefined;
}

/**
 * Why an account or a certificate must not be used in a place, to complete a sentence that starts
 * with it; undefined if it may. Lists without entries do not limit. `Untenanted` alone does not
 * either, because it is the default for clients that do not send the field.
 */
export function limitProblem(limits: PlaceLimits, place: UsePlace): string | undefined {
  const { EnvironmentIds } = limits;
  const isHere = EnvironmentIds.some((id) => place.environmentIds.includes(id));
  if (EnvironmentIds.length > 0 && !isHere) return "is limited to other environments";
  if (place.tenant === undefined) return undefined;
  return tenantProblem(limits, place.tenant);
}

function tenantProblem(
  { TenantIds, TenantTags, TenantedDeploymentParticipation }: PlaceLimits,
  tenant: Exclude<UsePlace["tenant"], undefined>,
): string | undefined {
  if (tenant === null) {
    return TenantedDeploymentParticipation === "Tenanted" ? "is for tenants only" : undefined;
  }
  if (TenantIds.length + TenantTags.length === 0 || TenantIds.includes(tenant.id)) return undefined;
  const tags = new Set(tenant.tags.map((tag) => tag.toLowerCase()));
  if (TenantTags.some((tag) => tags.has(tag.toLowerCase()))) return undefined;
  return "is limited to other tenants";
}
