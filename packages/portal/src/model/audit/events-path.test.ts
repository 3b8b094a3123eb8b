import { describe, expect, it } from "vitest";
import { eventsCsvPath, eventsPath } from "./events-path.ts";

describe("the path of events", () => {
  it("stays in the space and leaves differences out", () => {
    expect(eventsPath("Spaces-1", { users: ["Users-1", "Users-2"] })).toBe(
      "/api/Spaces-1/events?users=Users-1,Users-2&take=30&excludeDifference=true",
    );
  });

  it("leaves the space for everything", () => {
    expect(eventsPath("Spaces-1", { spaces: ["all"], includeSystem: true })).toBe(
      "/api/events?spaces=all&includeSystem=true&take=30&excludeDifference=true",
    );
  });

  it("names the space when only the system is added", () => {
    expect(eventsPath("Spaces-2", { includeSystem: true })).toContain("spaces=Spaces-2");
  });

  it("asks for all of the filter as CSV", () => {
    expect(eventsCsvPath("Spaces-1", { eventCategories: ["Created"] })).toBe(
      "/api/Spaces-1/events?eventCategories=Created&asCsv=true",
    );
  });

  it("sends an offset of a time as the API reads it", () => {
    const path = eventsPath("Spaces-1", { from: "2026-01-01T00:00:00+02:00" });
    expect(path).toContain("from=2026-01-01T00:00:00%2B02:00");
  });
});
