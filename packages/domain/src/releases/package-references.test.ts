import { expect, test } from "vitest";
import { packageReferences } from "./package-references.ts";

const PROCESS = {
  Steps: [
    {
      Name: "Site",
      Actions: [
        {
          Name: "Deploy site",
          Packages: [
            { Name: "", PackageId: "Shop.Web", FeedId: "feeds-builtin" },
            { Name: "tools", PackageId: "Tools", FeedId: "feeds-builtin" },
          ],
        },
        { Name: "Off", IsDisabled: true, Packages: [{ Name: "", PackageId: "Off" }] },
        { Name: "Elsewhere", Channels: ["Channels-9"], Packages: [{ PackageId: "Else" }] },
      ],
    },
    {
      Name: "Old",
      Actions: [
        {
          Name: "Old",
          Packages: [],
          Properties: {
            "Octopus.Action.Package.PackageId": "Shop.Old",
            "Octopus.Action.Package.FeedId": "feeds-builtin",
          },
        },
        { Name: "Script", Packages: [], Properties: {} },
      ],
    },
  ],
};

test("a process uses the packages of its enabled actions in a channel", () => {
  const found = packageReferences(PROCESS, "Channels-1");
  expect(
    found.map(({ stepName, actionName, name, packageId }) => {
      return [stepName, actionName, name, packageId];
    }),
  ).toEqual([
    ["Site", "Deploy site", "", "Shop.Web"],
    ["Site", "Deploy site", "tools", "Tools"],
    ["Old", "Old", "", "Shop.Old"],
  ]);
  expect(packageReferences(PROCESS, "Channels-9").map(({ packageId }) => packageId)).toContain(
    "Else",
  );
  for (const none of [{}, { Steps: null }, { Steps: [null, { Actions: 7 }] }]) {
    expect(packageReferences(none, "Channels-1")).toEqual([]);
  }
});
