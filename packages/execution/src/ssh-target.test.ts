import { expect, test } from "vitest";
import { placeOf } from "./ssh-target.ts";

test.each([
  [22, "web01"],
  [2222, "web01:2222"],
])("the place of a target on port %i is %s", (port, place) => {
  const account = { fingerprint: "", username: "deploy", credential: { password: "" } };
  expect(placeOf({ host: "web01", port, ...account })).toBe(place);
});
