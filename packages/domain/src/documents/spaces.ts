import type { PartOf } from "@indelible/trail/pure";
import { initialRoleOfTeam, spaceManagersTeam } from "../access/built-in-teams.ts";
import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { BUILT_IN_FEED_BODY, builtInFeedId } from "./feeds.ts";
import { flag, idsOf, name, object, readOnly, slug, text } from "./fields.ts";
import type { Lifecycle } from "./lifecycles.ts";
import { DEFAULT_MACHINE_POLICY } from "./machine-policies.ts";
import type { ProjectGroup } from "./project-groups.ts";
import type { ScopedUserRoleBody } from "./scoped-user-roles.ts";
import { withSlug } from "./slug.ts";
import { type Team, teamBody } from "./teams.ts";

/** The role of the managers of a space. */
const SPACE_MANAGER_ROLE = initialRoleOfTeam(spaceManagersTeam("").Id) ?? "";

/** The team that a space is created with manages it, and cannot be removed from its managers. */
function managingTeams({ SpaceManagersTeams }: Space, spaceId: string): readonly string[] {
  // A space that is not created yet has no id.
  if (spaceId === "") return SpaceManagersTeams;
  return [...new Set([spaceManagersTeam(spaceId).Id, ...SpaceManagersTeams])];
}

const schema = object({
  Name: name(20),
  Slug: slug(),
  Description: text(),
  IsDefault: readOnly(flag()),
  TaskQueueStopped: flag(),
  SpaceManagersTeams: idsOf("Teams", { onDelete: "keep" }),
  SpaceManagersTeamMembers: idsOf("Users", { onDelete: "keep" }),
});

/** The body of a space. */
export type Space = BodyOf<typeof schema>;

/**
 * A separate area for a part of an organisation, with its own documents and permissions. API
 * reference, section 6.
 */
export const spaces = defineDocument<Space>({
  prefix: "Spaces",
  label: "Space",
  route: "spaces",
  level: "system",
  permissions: {
    view: "SpaceView",
    create: "SpaceCreate",
    edit: "SpaceEdit",
    delete: "SpaceDelete",
  },
  schema,
  unique: [
    { fields: ["Name"], within: "installation" },
    { fields: ["Slug"], within: "installation" },
  ],
  delegating: ["/SpaceManagersTeams/*", "/SpaceManagersTeamMembers/*"],
  companions: [
    {
      prefix: "ProjectGroups",
      body: (): PartOf<ProjectGroup> => ({ Name: "Default Project Group" }),
    },
    { prefix: "Lifecycles", body: (): PartOf<Lifecycle> => ({ Name: "Default Lifecycle" }) },
    { prefix: "MachinePolicies", body: () => DEFAULT_MACHINE_POLICY },
    { prefix: "Feeds", id: builtInFeedId, body: () => BUILT_IN_FEED_BODY },
    {
      prefix: "Teams",
      id: (spaceId) => spaceManagersTeam(spaceId).Id,
      body: (spaceId, space): PartOf<Team> => ({
        ...teamBody(spaceManagersTeam(spaceId)),
        MemberUserIds: space.SpaceManagersTeamMembers,
      }),
    },
    {
      prefix: "ScopedUserRoles",
      body: (spaceId): PartOf<ScopedUserRoleBody> => ({
        TeamId: spaceManagersTeam(spaceId).Id,
        UserRoleId: SPACE_MANAGER_ROLE,
      }),
    },
  ],
  complete: (body, { id }) => withSlug({ ...body, SpaceManagersTeams: managingTeams(body, id) }),
  example: () => ({ Name: "Payments" }),
});
