import { expect, test } from "vitest";
import { serverCaller } from "./server-caller.ts";
import { SYSTEM_USER_ID } from "./system-act.ts";

const caller = serverCaller("request-1", "Trigger 'Nightly'", "Spaces-1");

test("the server acts as the system user, and names the reason", () => {
  expect(caller.act()).toMatchObject({
    correlationId: "request-1",
    actor: { userId: SYSTEM_USER_ID, identityEstablishedWith: "Trigger 'Nightly'", apiKeyId: null },
  });
});

test("the server has every permission of a space there, and only there", () => {
  expect(caller.may("DeploymentCreate", { spaceId: "Spaces-1" })).toBe(true);
  expect(caller.may("TeamEdit", { spaceId: "Spaces-1" })).toBe(true);
  expect(caller.may("DeploymentCreate", { spaceId: "Spaces-2" })).toBe(false);
  expect(caller.may("UserEdit", { spaceId: null })).toBe(false);
});
