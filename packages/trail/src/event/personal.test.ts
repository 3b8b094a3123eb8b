import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleEvent } from "../../../../test/support/sample-event.ts";
import { sha256Hex } from "../sha256.ts";
import { PERSONAL_MEMBERS, termsOf } from "./event.ts";
import { commitmentsOf, commitmentTo, disclosed, withCommitments } from "./personal.ts";

const event = sampleEvent({ ApiKeyHint: null });

function committed(members: readonly (typeof PERSONAL_MEMBERS)[number][]) {
  let salts = 0;
  return withCommitments(event, new Set(members), () => `salt-${++salts}`, sha256Hex);
}

describe("an event with personal members", () => {
  test("has commitments in their place, and only there", () => {
    fc.assert(
      fc.property(fc.subarray([...PERSONAL_MEMBERS]), (members) => {
        const { event: recorded, values } = committed(members);
        const expected = members.filter((member) => event[member] !== null);
        expect(Object.keys(commitmentsOf(recorded)).sort()).toEqual([...expected].sort());
        expect(Object.keys(values).sort()).toEqual([...expected].sort());
        for (const member of PERSONAL_MEMBERS) {
          expect(recorded[member]).toBe(expected.includes(member) ? null : event[member]);
        }
        expect({ ...disclosed(recorded, values, sha256Hex), Personal: null }).toEqual(event);
      }),
    );
  });

  test("is as before without any", () => {
    expect(committed([])).toEqual({ event, values: {} });
  });

  test("shows nothing for what was erased, or does not match its commitment", () => {
    const { event: recorded, values } = committed(["Username", "IpAddress", "UserAgent"]);
    const { Username: _, IpAddress: address, ...rest } = values;
    const IpAddress = { salt: address?.salt ?? "", value: "203.0.113.66" };
    const shown = disclosed(recorded, { ...rest, IpAddress }, sha256Hex);
    expect(shown).toEqual({ ...recorded, UserAgent: event.UserAgent });
  });

  test("does not show a value of a member that it has no commitment to", () => {
    const Username = { salt: "s", value: "mallory" };
    expect(disclosed(event, { Username }, sha256Hex)).toEqual(event);
    const { Format: _, SecretDigests: _1, Image: _2, Personal: _3, Trace: _4, ...rest } = event;
    const old = { Format: "indelible-event/1" as const, ...rest };
    expect(disclosed(old, { Username }, sha256Hex)).toEqual(old);
  });
});

test("a commitment is the SHA-256 of the canonical array of salt and value", () => {
  const value = { salt: "AAECAwQFBgcICQoLDA0ODw", value: 'ann "é" 💧' };
  expect(commitmentTo(value, sha256Hex)).toBe(
    sha256Hex('["AAECAwQFBgcICQoLDA0ODw","ann \\"é\\" 💧"]'),
  );
});

test("a user agent that the event only commits to is no term", () => {
  const terms = termsOf(sampleEvent());
  expect(terms).toContain("agent:test");
  expect(termsOf(sampleEvent({ UserAgent: null }))).toEqual(
    terms.filter((term) => term !== "agent:test"),
  );
});
