import { EVERYONE } from "@indelible/domain";

/** Whether all users are members of a team without being listed. */
export function includesAllUsers(team: { readonly Id: string }): boolean {
  return team.Id === EVERYONE.Id;
}
