import type { TriggerAction } from "@indelible/domain";
import { expect, test } from "vitest";
import { newTrigger } from "../../../../../test/support/triggers.ts";
import { neededRights } from "./needed-rights.ts";

function needed(Action: Partial<TriggerAction>, tenantIds: readonly (string | null)[] = [null]) {
  return neededRights(newTrigger({ Action }), tenantIds).map(({ permission, scope }) => {
    const { spaceId, projects = [], environments = [], tenants = [] } = scope;
    return [permission, spaceId, ...projects, ...environments, ...tenants].join(" ");
  });
}

const HERE = "Spaces-1 Projects-1";

test.each<[Partial<TriggerAction>, readonly string[]]>([
  [{ ActionType: "CreateRelease" }, [`ReleaseCreate ${HERE}`]],
  [
    { ActionType: "DeployNewRelease", EnvironmentId: "E-1" },
    [`ReleaseCreate ${HERE}`, `DeploymentCreate ${HERE} E-1`],
  ],
  [
    {
      ActionType: "DeployLatestRelease",
      SourceEnvironmentIds: ["E-1"],
      DestinationEnvironmentId: "E-2",
    },
    [`DeploymentCreate ${HERE} E-2`],
  ],
  [
    { ActionType: "RunRunbook", EnvironmentIds: ["E-1", "E-2"] },
    [`RunbookRunCreate ${HERE} E-1`, `RunbookRunCreate ${HERE} E-2`],
  ],
])(
  "an action needs the permissions for what it creates, where it creates it: %#",
  (action, rights) => {
    expect(needed(action)).toEqual(rights);
  },
);

test("each tenant counts", () => {
  const action = { ActionType: "DeployLatestReleaseToEnvironment", EnvironmentId: "E-1" } as const;
  expect(needed(action, ["T-1", "T-2"])).toEqual([
    `DeploymentCreate ${HERE} E-1 T-1`,
    `DeploymentCreate ${HERE} E-1 T-2`,
  ]);
});
