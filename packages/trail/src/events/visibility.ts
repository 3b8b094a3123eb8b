/** One permission to see events, granted by a role of a team. */
export interface VisibilityGrant {
  /** The space whose events it admits; null for events of no space and of deleted spaces. */
  readonly SpaceId: string | null;
  /**
   * For each scope type (`Projects`, `Environments`, `Tenants`) that the grant restricts, the
   * allowed ids. A missing type is not restricted.
   */
  readonly Restrictions: { readonly [scopeType: string]: readonly string[] };
}

/**
 * What a viewer may see: the union of their grants. The rule itself is `trail.is_visible`
 * (sql/migrations/0001-trail.sql); sql/event-filter.sql treats events of deleted spaces as events of
 * no space: an event is visible if at least one grant admits it; a grant
 * admits an event of its space when, in every scope type it restricts, all the event's ids are
 * allowed; an event with no id of a type is not restricted by it.
 */
export type Visibility = readonly VisibilityGrant[];
