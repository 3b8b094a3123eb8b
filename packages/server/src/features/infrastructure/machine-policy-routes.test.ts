import { machinePolicies } from "@indelible/domain";
import { completeBody } from "@indelible/kernel";
import { expect, test } from "vitest";
import { callerWith, requestWith } from "../../../../../test/support/caller.ts";
import { machinePolicyRoutes } from "./machine-policy-routes.ts";

test("the template has the values of a new policy without fields, in the space of the request", () => {
  const [route] = machinePolicyRoutes();
  const caller = callerWith([]);
  const request = requestWith({ spaceId: "Spaces-7" });
  const { Name, ...defaults } = completeBody(machinePolicies, { Name: "New" });
  expect(Name).toBe("New");
  expect(route?.handle(request, caller)).toEqual({
    body: { Name: "", ...defaults, SpaceId: "Spaces-7", Links: {} },
  });
});
