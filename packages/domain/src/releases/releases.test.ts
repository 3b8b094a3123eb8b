import { describe, expect, test } from "vitest";
import { VariableTable } from "../variables/index.ts";
import { nextVersion, VERSION_TEMPLATE } from "./next-version.ts";
import { chosenVersion, parsePackageChoice } from "./package-choice.ts";
import { packageReferences } from "./package-references.ts";
import { applyMask, isVersionMask } from "./version-mask.ts";

describe("a mask", () => {
  test.each([
    ["1.2.i", [], "1.2.0"],
    ["1.2.i", ["1.2.3"], "1.2.4"],
    ["1.2.i", ["1.2.9", "1.2.10", "1.3.0"], "1.2.11"],
    ["1.2.i", ["1.3.0", "2.0.0"], "1.2.0"],
    ["v1.2.i", ["v1.2.3", "1.2.2"], "v1.2.4"],
    ["2.1.c.i", ["2.1.4.7", "2.2.0.0"], "2.1.4.8"],
    ["i.i.i", ["1.2.3"], "2.0.0"],
    ["i.c.c", ["1.2.3"], "2.0.3"],
    ["c.i.c", ["1.2.3-alpha.25"], "1.3.0"],
    ["c.c.i", ["nonsense"], "0.0.1"],
    ["c.c.i", [], "0.0.0"],
    ["1.2.i", ["1.2.3.4"], "1.2.4.0"],
    ["1.2.3-alpha.i", [], "1.2.3-alpha.0"],
    ["1.2.3-alpha.i", ["1.2.3-alpha.25", "1.2.3-beta.3"], "1.2.3-alpha.26"],
    ["i.2.3-alpha.i", ["1.2.3-alpha.25"], "2.2.3-alpha.26"],
    ["c.c.i-alpha.c", ["1.2.3-alpha.25"], "1.2.4-alpha.25"],
    ["1.2.3-hi.i", ["1.2.3"], "1.2.3-hi.1"],
    ["c.c.c-i", ["1.2.3-25"], "1.2.3-26"],
    ["1.0.i", ["1.0.99999999999999999999"], "1.0.100000000000000000000"],
  ])("%s behind %j is %s", (mask, versions, expected) => {
    expect(isVersionMask(mask)).toBe(true);
    expect(applyMask(mask, versions)).toBe(expected);
  });

  test.each([
    "1.2.3",
    "1.2.3-i",
    "1.2.3-alpha",
    "1.2.3_i",
    "ci",
    "1.2.3-1.blah.i.0",
    "",
    "i.love.it",
  ])("'%s' is none", (version) => {
    expect(isVersionMask(version)).toBe(false);
    expect(applyMask(version, ["9.9.9"])).toBe(version);
  });
});

describe("the next version", () => {
  const context = {
    last: "1.2.3-beta",
    lastByChannel: new Map([
      ["Default", "1.2.3-beta"],
      ["Hotfix", "1.1.9"],
      ["New", undefined],
    ]),
    channel: "Hotfix",
    variables: new VariableTable().with("Train", "24"),
    now: new Date("2026-03-01T05:06:07Z"),
  };

  test.each([
    [VERSION_TEMPLATE, "1.2.4"],
    ["1.2.#{Octopus.Version.NextPatch}-pre", "1.2.4-pre"],
    ["#{Octopus.Version.Channel.LastMajor}.#{Octopus.Version.Channel.NextPatch}", "1.10"],
    [
      "#{Octopus.Version.Channel[Default].LastMinor}.#{Octopus.Version.Channel[New].NextMinor}",
      "2.1",
    ],
    ["#{Octopus.Date.Year}.#{Octopus.Date.Month}.#{Octopus.Date.Day}.i", "2026.3.1.i"],
    ["#{Octopus.Date.DayOfYear}.#{Octopus.Time.Hour}#{Octopus.Time.Minute}", "60.56"],
    [
      "#{Train}.0.0-#{Octopus.Release.Channel.Name}.#{Octopus.Version.LastSuffix}",
      "24.0.0-Hotfix.beta",
    ],
    ['1.\n#{if Octopus.Version.LastMinor=="2"}\n#{Octopus.Version.NextBuild}\n#{/if}', "1.4"],
  ])("by %s is %s", (template, version) => {
    expect(nextVersion(template, context)).toEqual({ version, missing: [] });
  });

  test("of a project without releases is its first", () => {
    const first = { ...context, last: undefined };
    expect(nextVersion(VERSION_TEMPLATE, first).version).toBe("0.0.1");
  });

  test("tells which tags it cannot replace", () => {
    expect(nextVersion("1.#{Nothing}", context).missing).toEqual(["#{Nothing}"]);
  });
});

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

test("a process needs the packages of its enabled actions for a channel", () => {
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

describe("choices of packages", () => {
  const [web, tools] = packageReferences(PROCESS, "Channels-1");

  test.each([
    [["Shop.Web:1.0.0"], "1.0.0", undefined],
    [["shop.web:1.0.0", "Tools:2.0.0"], "1.0.0", "2.0.0"],
    [["Site:3.0.0"], "3.0.0", "3.0.0"],
    [["Deploy site:3.0.0", "Site:tools:4.0.0"], "3.0.0", "4.0.0"],
    [["*:tools:4.0.0"], undefined, "4.0.0"],
    [["Site:*:5.0.0"], "5.0.0", "5.0.0"],
    [["9.0.0", "Tools:1.0.0"], "9.0.0", "1.0.0"],
    [["*:9.0.0"], "9.0.0", "9.0.0"],
    [["Other:1.0.0"], undefined, undefined],
  ])("%j", (texts, forWeb, forTools) => {
    const choices = texts.flatMap((text) => parsePackageChoice(text) ?? []);
    expect(choices).toHaveLength(texts.length);
    if (web === undefined || tools === undefined) throw new TypeError("The process has both.");
    expect([chosenVersion(choices, web), chosenVersion(choices, tools)]).toEqual([
      forWeb,
      forTools,
    ]);
  });

  test.each(["", "a:", ":1.0.0", "a::1.0.0", "a:b:c:1.0.0"])("'%s' is none", (text) => {
    expect(parsePackageChoice(text)).toBeUndefined();
  });
});
