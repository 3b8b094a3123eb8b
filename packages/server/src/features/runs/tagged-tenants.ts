import { type Tenant, tenants } from "@indelible/domain";
import type { DocumentQuery } from "@indelible/trail";

/** The query for the tenants of a space that have at least one of some tags. */
export function tenantsTagged(
  spaceId: string,
  tags: readonly string[],
  take: number,
): DocumentQuery<Tenant> {
  const containing = [tags.map((tag) => ({ TenantTags: [tag] }))];
  return { type: tenants, spaceIds: [spaceId], containing, skip: 0, take };
}
