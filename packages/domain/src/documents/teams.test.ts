import { expect, test } from "vitest";
import { BUILT_IN_TEAMS } from "../access/built-in-teams.ts";
import { teamBody, teams } from "./teams.ts";

test("a built-in team is a valid document, which keeps its permissions to change", () => {
  expect(BUILT_IN_TEAMS.length).toBeGreaterThan(0);
  for (const team of BUILT_IN_TEAMS) {
    const body = teamBody(team);
    expect(body).toMatchObject({ Name: team.Name, CanBeDeleted: team.CanBeDeleted });
    for (const field of Object.keys(body)) expect(teams.schema.properties).toHaveProperty(field);
  }
});
