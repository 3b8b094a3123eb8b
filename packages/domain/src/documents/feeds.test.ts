import { expect, test } from "vitest";
import { exampleBody } from "../../../../test/support/example-body.ts";
import { BUILT_IN_FEED, builtInFeedId, feeds, isBuiltInFeed } from "./feeds.ts";

test("the built-in feed of the first space has the id that clients use, others have their own", () => {
  expect(builtInFeedId("Spaces-1")).toBe(BUILT_IN_FEED);
  expect(builtInFeedId("Spaces-2")).toBe("feeds-builtin-Spaces-2");
});

test("a feed is built-in by its type, and is the first in lists", () => {
  const external = exampleBody(feeds, { Name: "A feed" });
  const builtIn = exampleBody(feeds, { Name: "Built-in feed", FeedType: "BuiltIn" });
  expect([external, builtIn].map(isBuiltInFeed)).toEqual([false, true]);
  const sorted = [external, builtIn].sort((a, b) => (feeds.sortKey(a) < feeds.sortKey(b) ? -1 : 1));
  expect(sorted).toEqual([builtIn, external]);
});
