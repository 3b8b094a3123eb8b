import { interruptions, type Permission } from "@indelible/domain";
import { Caller, completeBody, systemAct } from "@indelible/kernel";
import { expect, test } from "vitest";
import { interruptionHooks } from "./interruption-hooks.ts";

const { listFilters, computedFields } = interruptionHooks(async () => [
  "Teams-1",
  "teams-everyone",
]);

function callerWith(...permissions: Permission[]): Caller {
  const { actor } = systemAct("request-1");
  const grants = permissions.map((one) => [one, [{ spaceId: "Spaces-1" }]] as const);
  return new Caller({ ...actor, userId: "Users-1" }, "request-1", new Map(grants));
}

function shown(caller: Caller, more: Parameters<typeof completeBody<InterruptionBody>>[1] = {}) {
  const body = completeBody(interruptions, {
    Title: "Approve",
    ProjectId: "Projects-1",
    EnvironmentId: "Environments-1",
    ResponsibleTeamIds: ["Teams-1"],
    Form: { Values: {}, Elements: [] },
    ...more,
  });
  const facts = { version: 1, title: "Approve", modifiedOn: new Date(0), modifiedBy: "system" };
  const id = "Interruptions-1";
  return computedFields?.(
    { id, type: "Interruptions", spaceId: "Spaces-1", body, ...facts },
    caller,
  );
}

type InterruptionBody = Parameters<NonNullable<typeof computedFields>>[0]["body"];

test.each([
  ["InterruptionSubmit", "Teams-9", true],
  ["InterruptionViewSubmitResponsible", "Teams-1", true],
  ["InterruptionViewSubmitResponsible", "Teams-9", false],
  ["InterruptionView", "Teams-1", false],
] as const)("with %s a caller may answer for %s: %s", async (permission, team, allowed) => {
  const fields = await shown(callerWith(permission), { ResponsibleTeamIds: [team] });
  expect(fields).toEqual({ CanTakeResponsibility: allowed, HasResponsibility: false });
});

test("nobody takes responsibility for an interruption that has been answered", async () => {
  const answered = { IsPending: false, ResponsibleUserId: "Users-1" };
  expect(await shown(callerWith("InterruptionSubmit"), answered)).toEqual({
    CanTakeResponsibility: false,
    HasResponsibility: true,
  });
});

test("a list may have only those that wait", () => {
  const waiting = { containing: [[{ IsPending: true }]] };
  expect(listFilters?.(new Map([["pendingonly", "true"]]))).toEqual(waiting);
  expect(listFilters?.(new Map([["pendingonly", "false"]]))).toEqual({});
  expect(listFilters?.(new Map())).toEqual({});
});
