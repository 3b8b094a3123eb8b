import { tenants } from "@indelible/domain";
import type { DocumentQuery } from "@indelible/trail";

/** Asks for the tenants of a space that have at least one of some tags. */
export function tenantsTagged(
  spaceId: string,
  tags: readonly string[],
  take: number,
): DocumentQuery {
  const containing = [tags.map((tag) => ({ TenantTags: [tag] }))];
  return { type: tenants, spaceIds: [spaceId], containing, skip: 0, take };
}
