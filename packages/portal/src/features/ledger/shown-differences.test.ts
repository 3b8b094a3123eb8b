import type { JsonObject } from "@indelible/trail/pure";
import { describe, expect, it } from "vitest";
import { sampleEvent } from "../../testing/sample-event.ts";
import { sampleRecord } from "../../testing/sample-record.ts";
import { shownDifferences } from "./shown-differences.ts";

const { recorded, shown } = sampleRecord();

describe("an event on the page", () => {
  it("is the one recorded, its time written in another form", () => {
    expect(recorded.Occurred).not.toBe(shown.Occurred);
    expect(shownDifferences(recorded, shown)).toEqual([]);
  });

  it.each([
    ["Message", "Environment Staging was deleted"],
    ["Username", "mallory"],
    ["UserId", "Users-666"],
    ["Category", "Deleted"],
    ["IpAddress", "203.0.113.66"],
    ["SpaceId", null],
    ["RelatedDocumentIds", ["Environments-2", "Projects-1"]],
    ["ChangeDetails", { DocumentContext: null, Differences: [] }],
    ["Occurred", "2026-11-22T10:00:01.000+00:00"],
  ])("differs where its %s was changed", (property, value) => {
    const changed = { ...shown, [property]: value };
    expect(shownDifferences(recorded, changed)).toEqual([property]);
  });

  it("differs in all that it hides", () => {
    const bare = sampleEvent({ Id: "Events-9", Message: "" });
    expect(shownDifferences(recorded, bare)).toEqual(
      expect.arrayContaining(["Id", "Message", "DocumentType", "CorrelationId"]),
    );
  });

  it("does not differ for the order of members or for what is null and absent", () => {
    const reversed = Object.fromEntries(Object.entries(recorded).reverse()) as JsonObject;
    const { Comments: _none, ...without } = shown;
    expect(shownDifferences(reversed, without)).toEqual([]);
  });
});
