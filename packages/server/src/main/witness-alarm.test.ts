import type { WitnessStatus } from "@indelible/trail";
import { expect, test } from "vitest";
import { WitnessAlarm } from "./witness-alarm.ts";

const status = (name: string, state: WitnessStatus["state"], detail = ""): WitnessStatus => {
  return { name, verifierKey: "", state, lastSize: 0, lastSeen: null, detail };
};

function collected(recordedBefore: readonly string[] = []) {
  const recorded: string[] = [];
  const alarm = new WitnessAlarm({
    record: async (category, verb) => void recorded.push(`${category}: ${verb}`),
    recordedAlarms: async () => new Set(recordedBefore),
  });
  return { recorded, alarm };
}

const good = [status("w1", "cosigned"), status("w2", "unasked")];
const bad = [status("w1", "alarm", "it has cosigned 7 entries, this ledger has only 5")];
const RAISED =
  "LedgerAlarm: raised the alarm 'witness': Another history is known to the witness w1: it has cosigned 7 entries, this ledger has only 5.";
const ENDED = "LedgerAlarmEnded: ended the alarm 'witness'";

test("a witness with another history is recorded once, and so is its agreement", async () => {
  const { recorded, alarm } = collected();
  for (const statuses of [good, bad, bad, good, good, bad]) await alarm.take(statuses);
  expect(recorded).toEqual([RAISED, ENDED, RAISED]);
});

test("a witness that does not answer has not agreed", async () => {
  const { recorded, alarm } = collected(["witness"]);
  for (const state of ["waiting", "failing"] as const) await alarm.take([status("w1", state)]);
  await alarm.take(bad);
  expect(recorded).toEqual([]);
  await alarm.take(good);
  expect(recorded).toEqual([ENDED]);
});

test("nothing is recorded without witnesses", async () => {
  const { recorded, alarm } = collected(["witness"]);
  await alarm.take([]);
  expect(recorded).toEqual([]);
});
