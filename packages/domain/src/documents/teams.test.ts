import { expect, test } from "vitest";
import { exampleBody } from "../../../../test/support/example-body.ts";
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

const named = (...MemberUserIds: string[]) => exampleBody(teams, { MemberUserIds });
const person = (documentId: string) => ({ documentId });

test("a change of the members names them, and how many more there are", () => {
  const [ann, bea, cal] = ["Users-1", "Users-2", "Users-3"];
  expect(teams.verb(named(ann), named(bea, cal))).toEqual([
    "was changed",
    ...["; ", person(bea), ", ", person(cal), " were added"],
    ...["; ", person(ann), " was removed"],
  ]);
  expect(teams.verb(undefined, named(ann))).toEqual(["was created with ", person(ann)]);
  const many = Array.from({ length: 23 }, (_, i) => `Users-${i + 1}`);
  expect(teams.verb(named(), named(...many))?.slice(-2)).toEqual([" and 3 more", " were added"]);
});

test("a new name is reported with the members; other changes have no verb", () => {
  const renamed = { ...named("Users-1"), Name: "Blue" };
  expect(teams.verb(named(), renamed)?.[0]).toBe("was renamed to Blue");
  expect(teams.verb(named("Users-1"), renamed)).toBeUndefined();
  expect(teams.verb(undefined, named())).toBeUndefined();
  expect(teams.verb(named("Users-1"), undefined)).toBeUndefined();
});
