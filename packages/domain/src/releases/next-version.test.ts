import { describe, expect, test } from "vitest";
import { VariableTable } from "../variables/index.ts";
import { nextVersion, VERSION_TEMPLATE } from "./next-version.ts";

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

  test("reports the tags that it cannot replace", () => {
    expect(nextVersion("1.#{Nothing}", context).missing).toEqual(["#{Nothing}"]);
  });
});
