import { machinePolicies } from "@indelible/domain";
import type { Route } from "@indelible/kernel";
import { withDefaults } from "@indelible/kernel";

/** Routes of machine policies beyond the standard ones. */
export function machinePolicyRoutes(): Route[] {
  return [
    {
      method: "GET",
      path: "/machinepolicies/template",
      access: "signed-in",
      summary: "Gets what a new Machine Policy is unless told",
      handle: ({ spaceId: SpaceId }) => ({
        body: { ...withDefaults(machinePolicies.schema, { Name: "" }), SpaceId, Links: {} },
      }),
    },
  ];
}
