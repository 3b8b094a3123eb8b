import { expect, test } from "vitest";
import { sampleEvent } from "../../../../test/support/sample-event.ts";
import { commitmentTo } from "../event/personal.ts";
import { canonicalize } from "../json/canonical.ts";
import { sha256Hex } from "../sha256.ts";
import { inspectPersonal } from "./check-personal.ts";

const kept = { salt: "AAECAwQFBgcICQoLDA0ODw", value: "alice" };
const stored = { number: 7, member: "Username", ...kept };
const Personal = { Username: commitmentTo(kept, sha256Hex) };
const committed = canonicalize(sampleEvent({ Username: null, Personal }));

test("a value that matches its commitment has no finding", () => {
  expect(inspectPersonal(stored, committed)).toBeUndefined();
});

test.each([{ value: "bob" }, { salt: "BBECAwQFBgcICQoLDA0ODw" }])("%j is changed", (change) => {
  expect(inspectPersonal({ ...stored, ...change }, committed)).toEqual({
    kind: "changed",
    eventId: "Events-7",
    index: null,
    detail: "The stored value of Username is not the one committed to.",
  });
});

test.each([
  ["without an event", "Username", null],
  ["of an event that cannot be read", "Username", "{"],
  ["of an event without commitments", "Username", canonicalize(sampleEvent())],
  ["of another member", "IpAddress", committed],
])("a value %s is inserted", (_, member, body) => {
  expect(inspectPersonal({ ...stored, member }, body)).toEqual({
    kind: "inserted",
    eventId: "Events-7",
    index: null,
    detail: `It has no commitment to a value of ${member}.`,
  });
});
