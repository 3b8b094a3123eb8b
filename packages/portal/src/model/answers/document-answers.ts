import type {
  ScopedRoleResource,
  TeamResource,
  UserDetails,
  UserRoleResource,
} from "./access-resources.ts";

/**
 * The type of the API's answer for one document, by route, where the portal has a page that reads
 * single fields. All other documents are shown and edited by their schema. The interfaces of
 * `@indelible/domain` can take the place of these.
 */
export interface DocumentAnswers {
  readonly users: UserDetails;
  readonly teams: TeamResource;
  readonly userroles: UserRoleResource;
  readonly scopeduserroles: ScopedRoleResource;
}
