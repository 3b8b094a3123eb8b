import { machinePolicies } from "@indelible/domain";
import type { Route } from "@indelible/kernel";
import { withDefaults } from "@indelible/kernel";

/** Routes of machine policies in addition to the standard ones. API reference, section 6. */
export function machinePolicyRoutes(): Route[] {
  return [
    {
      method: "GET",
      path: "/machinepolicies/template",
      access: "signed-in",
      summary: "Gets the default values of a new Machine Policy",
      handle: ({ spaceId: SpaceId }) => ({
        body: { ...withDefaults(machinePolicies.schema, { Name: "" }), SpaceId, Links: {} },
      }),
    },
  ];
}
