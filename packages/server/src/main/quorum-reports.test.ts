import type { Quorum, WitnessStatus } from "@indelible/trail";
import { expect, test } from "vitest";
import { LASTING_MILLISECONDS, QuorumReports } from "./quorum-reports.ts";

const met: Quorum = { name: "any", cosigners: ["w1"], isMet: true };
const lost: Quorum = { name: "any", cosigners: [], isMet: false };
const none: Quorum = { name: undefined, cosigners: [], isMet: true };

const status = (name: string, state: WitnessStatus["state"], detail = ""): WitnessStatus => {
  return { name, verifierKey: "", state, lastSize: 0, lastSeen: null, detail };
};
const STATUSES = [
  status("w1", "cosigned"),
  status("w2", "failing", "it answered 500"),
  status("w3", "unasked"),
];

/** The reports of a process; `recorded` outlives it. */
function collected(failing = 0) {
  const recorded: string[] = [];
  let now = Date.UTC(2026, 2, 1);
  let failures = failing;
  const process = () => {
    const reports = new QuorumReports({
      clock: () => new Date(now),
      node: "build-7",
      record: async (category, verb) => {
        failures -= 1;
        if (failures >= 0) throw new TypeError("away");
        recorded.push(`${category}: ${verb}`);
      },
      isRecordedAsLost: async () => recorded.at(-1)?.startsWith("WitnessQuorumLost") ?? false,
    });
    /** Takes a state after each second of some milliseconds. */
    return async (quorum: Quorum, milliseconds: number) => {
      for (let passed = 0; passed < milliseconds; passed += 1000) {
        await reports.take(quorum, STATUSES);
        now += 1000;
      }
    };
  };
  return { recorded, process };
}

const LOST =
  "WitnessQuorumLost: lost its quorum of witnesses 'any' on the server build-7: w2 (it answered 500), w3 (no URL)";
const REGAINED =
  "WitnessQuorumRegained: has its quorum of witnesses 'any' again on the server build-7";
const MINUTE = LASTING_MILLISECONDS + 1000;

test("a quorum that is lost for a minute is recorded, and so is its return", async () => {
  const { recorded, process } = collected();
  const during = process();
  await during(met, 3 * MINUTE);
  await during(lost, MINUTE - 1000);
  expect(recorded).toEqual([]);
  await during(lost, 3 * MINUTE);
  expect(recorded).toEqual([LOST]);
  await during(met, 3 * MINUTE);
  await during(lost, MINUTE);
  expect(recorded).toEqual([LOST, REGAINED, LOST]);
});

test("a quorum that changes more often is not recorded", async () => {
  const { recorded, process } = collected();
  const during = process();
  for (let change = 0; change < 100; change += 1) {
    await during(lost, LASTING_MILLISECONDS / 2);
    await during(met, 1000);
  }
  expect(recorded).toEqual([]);
});

test("what an earlier process recorded counts", async () => {
  const { recorded, process } = collected();
  await process()(lost, MINUTE);
  await process()(lost, 2 * MINUTE);
  expect(recorded).toEqual([LOST]);
  await process()(met, 2 * MINUTE);
  expect(recorded).toEqual([LOST, REGAINED]);
  await process()(met, 2 * MINUTE);
  expect(recorded).toHaveLength(2);
});

test("a policy that does not need witnesses any more ends the loss", async () => {
  const { recorded, process } = collected();
  await process()(lost, MINUTE);
  await process()(none, MINUTE);
  expect(recorded[1]).toContain("does not need a quorum of witnesses any more");
});

test("what cannot be recorded is recorded later", async () => {
  const { recorded, process } = collected(1);
  const during = process();
  await expect(during(lost, MINUTE)).rejects.toThrow("away");
  await during(lost, 1000);
  expect(recorded).toEqual([LOST]);
});
