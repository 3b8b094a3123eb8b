import { EVERYONE } from "@indelible/domain";

/** Whether a team has every user as a member, without naming them. */
export function hasEverybody(team: { readonly Id: string }): boolean {
  return team.Id === EVERYONE.Id;
}
