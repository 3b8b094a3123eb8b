import { BUILT_IN_FEED, feeds } from "@indelible/domain";
import { completeBody } from "@indelible/kernel";
import { expect, test } from "vitest";
import { callerWith } from "../../../../../test/support/caller.ts";
import { feedHooks } from "./feed-hooks.ts";

const builtIn = completeBody(feeds, {
  Name: "Built-in",
  Slug: BUILT_IN_FEED,
  FeedType: "BuiltIn",
});
const nuget = completeBody(feeds, { Name: "NuGet", Slug: "nuget", FeedType: "NuGet" });

function stored(body: typeof builtIn) {
  return {
    id: "Feeds-1",
    type: "Feeds",
    spaceId: "Spaces-1",
    version: 1,
    title: body.Name,
    body,
    modifiedOn: new Date(0),
    modifiedBy: "alice",
  };
}

function check(before: typeof builtIn | undefined, body: typeof builtIn) {
  return feedHooks.check?.({
    caller: callerWith([]),
    spaceId: "Spaces-1",
    before: before && stored(before),
    body,
  });
}

test.each([
  ["another feed is created", undefined, nuget],
  ["another feed is changed", nuget, { ...nuget, Name: "Mirror" }],
  ["the built-in feed is renamed", builtIn, { ...builtIn, Name: "Ours" }],
])("allowed: %s", (_, before, body) => {
  expect(() => check(before, body)).not.toThrow();
});

test.each([
  ["a second built-in feed is created", undefined, builtIn, /^FeedType cannot be BuiltIn/],
  ["another feed becomes built-in", nuget, builtIn, /^FeedType cannot be BuiltIn/],
  ["the built-in feed gets another type", builtIn, nuget, /^FeedType of the built-in feed/],
  ["its slug is changed", builtIn, { ...builtIn, Slug: "x" }, /must be feeds-builtin/],
])("refused: %s", (_, before, body, error) => {
  expect(() => check(before, body)).toThrow(
    expect.objectContaining({ errors: [expect.stringMatching(error)] }),
  );
});

test("only the built-in feed cannot be deleted", () => {
  expect(() => feedHooks.checkDelete?.(stored(nuget), callerWith([]))).not.toThrow();
  expect(() => feedHooks.checkDelete?.(stored(builtIn), callerWith([]))).toThrow(
    "The built-in feed cannot be deleted.",
  );
});
