import { expect, test } from "vitest";
import { applied } from "../../../../../test/support/filters.ts";

test.each<[string, string, string | undefined]>([
  ["VersionMajor", "1", "1"],
  ["VersionMinor", "1", "0"],
  ["VersionPatch", "v1.2.3.4-rc.1+b.5", "3"],
  ["VersionRevision", "1.2.3.4-rc.1+b.5", "4"],
  ["VersionPreRelease", "1.2.3.4-rc.1+b.5", "rc.1"],
  ["VersionMetadata", "1.2.3.4-rc.1+b.5", "b.5"],
  ["VersionMetadata", "1.2", ""],
  ["VersionMajor", "latest", undefined],
])("%s of %j", (name, input, output) => {
  expect(applied(input, name)).toBe(output);
});
