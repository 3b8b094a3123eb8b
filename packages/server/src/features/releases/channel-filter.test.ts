import { channels } from "@indelible/domain";
import { completeBody } from "@indelible/kernel";
import type { JsonObject } from "@indelible/trail";
import { expect, test } from "vitest";
import { channelFilter } from "./channel-filter.ts";

const reference = (actionName: string, name = "") => {
  return { stepName: "Step", actionName, name, packageId: "Web", feedId: "feeds-builtin" };
};

function channelWith(
  ...rules: { VersionRange: string; Tag: string; ActionPackages: JsonObject[] }[]
) {
  const Rules = rules.map((rule, at) => ({ Id: `rule-${at}`, ...rule }));
  return completeBody(channels, { Name: "Stable", ProjectId: "Projects-1", Rules });
}

const STABLE = channelWith(
  {
    VersionRange: "[1.0,2.0)",
    Tag: "^$",
    ActionPackages: [{ DeploymentAction: "Deploy", PackageReference: "" }],
  },
  {
    VersionRange: "",
    Tag: "",
    ActionPackages: [{ DeploymentAction: "Deploy", PackageReference: "tools" }],
  },
);

test("a package has the filter of the rule that names it", () => {
  expect(channelFilter(STABLE, reference("Deploy"))).toEqual({ range: "[1.0,2.0)", tag: "^$" });
});

test.each([
  ["a package without a rule", reference("Other")],
  ["another package of the same action", reference("Deploy", "other")],
  ["a rule with an empty range and tag", reference("Deploy", "tools")],
])("%s allows all versions", (_, one) => {
  expect(channelFilter(STABLE, one)).toEqual({ range: undefined, tag: undefined });
});

test("a missing reference name is that of the main package", () => {
  const channel = channelWith({
    VersionRange: "[3.0,)",
    Tag: "",
    ActionPackages: [{ DeploymentAction: "Deploy" }],
  });
  expect(channelFilter(channel, reference("Deploy")).range).toBe("[3.0,)");
});

test("a requested pre-release replaces the tag, and matches only literally", () => {
  const { range, tag = "" } = channelFilter(STABLE, reference("Deploy"), "beta.1+x");
  expect(range).toBe("[1.0,2.0)");
  expect(new RegExp(tag).test("beta.1+x.7")).toBe(true);
  expect(new RegExp(tag).test("betaX1xx")).toBe(false);
  expect(new RegExp(tag).test("a-beta.1+x")).toBe(false);
});
