import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { propertyName } from "./property-name.ts";

describe("a property's name", () => {
  it.each([
    ["Name", "Name"],
    ["MinimumEnvironmentsBeforePromotion", "Minimum environments before promotion"],
    ["ProjectGroupId", "Project group"],
    ["EnvironmentIds", "Environments"],
    ["Id", "Id"],
    ["IsDisabled", "Is disabled"],
    ["HTTPPort", "HTTP port"],
    ["FeedUri", "Feed URI"],
    ["Uri", "URI"],
    ["Octopus.Action.Script.ScriptBody", "Octopus.Action.Script.ScriptBody"],
    ["my key", "my key"],
    ["lowercase", "lowercase"],
  ])("%s reads %s", (name, words) => {
    expect(propertyName(name)).toBe(words);
  });

  it("is never empty for a name that is not", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        expect(propertyName(name)).not.toBe("");
      }),
    );
  });
});
