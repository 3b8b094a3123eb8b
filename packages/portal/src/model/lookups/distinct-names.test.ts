import { expect, it } from "vitest";
import { distinctNames } from "./distinct-names.ts";

it("equal names are distinguished by their ids, others are unchanged", () => {
  const names = distinctNames([
    { id: "Channels-1", name: "Default" },
    { id: "Channels-2", name: "Beta" },
    { id: "Channels-3", name: "Default" },
  ]).map(({ name }) => name);
  expect(names).toEqual(["Default (Channels-1)", "Beta", "Default (Channels-3)"]);
});
