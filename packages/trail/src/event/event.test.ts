import { expect, test } from "vitest";
import { sampleEvent } from "../../../../test/support/sample-event.ts";
import { agentOf, eventNumber, termsOf } from "./event.ts";

test("the number of an event is in its id", () => {
  expect(eventNumber({ Id: "Events-12" })).toBe(12);
});

test.each([
  ["ts-octopusdeploy/1.0 (linux)", "ts-octopusdeploy"],
  ["Mozilla/5.0 (X11)", "Mozilla"],
  ["curl", "curl"],
  ["a b", "a"],
  ["", ""],
  ["x".repeat(500), "x".repeat(60)],
])("the product of '%s' is '%s'", (userAgent, product) => {
  expect(agentOf(userAgent)).toBe(product);
});

test("an event is found by its related ids and its properties, each once", () => {
  const RelatedDocumentIds = ["Projects-1", "Environments-1", "Projects-1"];
  expect(termsOf(sampleEvent({ RelatedDocumentIds, UserAgent: "Curl/8" }))).toEqual([
    "Projects-1",
    "Environments-1",
    "category:modified",
    "type:projects",
    "user:Users-1",
    "agent:curl",
    "correlation:act-1",
  ]);
});
