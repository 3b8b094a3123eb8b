import { type Interruption, interruptions } from "@indelible/domain";
import { type Caller, permissionScope } from "@indelible/kernel";
import type { StoredDocument } from "@indelible/trail";
import type { TeamsOf } from "../ports/team-memberships.ts";

/**
 * Whether a caller may answer an interruption, once they have taken responsibility for it: with
 * InterruptionSubmit, or as a member of one of its teams with InterruptionViewSubmitResponsible.
 */
export async function mayTakeResponsibility(
  teamsOf: TeamsOf,
  caller: Caller,
  { id, spaceId, body }: StoredDocument<Interruption>,
): Promise<boolean> {
  const scope = permissionScope(interruptions, id, spaceId, body);
  if (caller.may("InterruptionSubmit", scope)) return true;
  if (!caller.may("InterruptionViewSubmitResponsible", scope)) return false;
  const teams = await teamsOf(caller.actor.userId);
  return teams.some((team) => body.ResponsibleTeamIds.includes(team));
}
