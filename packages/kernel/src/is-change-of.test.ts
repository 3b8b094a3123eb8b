import { machines, teams } from "@indelible/domain";
import { creation, deletion } from "@indelible/trail";
import { expect, test } from "vitest";
import { isChangeOf } from "./is-change-of.ts";
import { completeBody } from "./read-body.ts";

const body = completeBody(teams, { Name: "Deployers" });
const team = {
  id: "Teams-1",
  type: "Teams",
  spaceId: null,
  version: 1,
  title: "Deployers",
  body,
  modifiedOn: new Date(0),
  modifiedBy: "alice",
};

test.each([creation(teams, { id: "Teams-1", spaceId: null, body }), deletion(teams, team)])(
  "a change is of the type of its document: $kind",
  (change) => {
    expect(isChangeOf(teams, change)).toBe(true);
    expect(isChangeOf(machines, change)).toBe(false);
  },
);
