import { expect, test } from "vitest";
import { type HealthCheckPolicy, machinePolicies } from "../documents/machine-policies.ts";
import { dueHealthCheck, healthCheckProblem } from "./health-checks.ts";

const POLICY = machinePolicies.schema.properties.MachineHealthCheckPolicy as {
  readonly default?: HealthCheckPolicy;
};
const NEVER = { ...POLICY.default, HealthCheckInterval: null } as HealthCheckPolicy;

const made = new Date("2026-03-01T12:00:00Z");

/** The time for which a policy is due, in UTC without the date of its first day. */
function due(policy: Partial<HealthCheckPolicy>, last: string | undefined, now: string) {
  const at = (time: string) => new Date(`2026-03-${time}Z`);
  const known = last === undefined ? undefined : at(last);
  const check = { policy: { ...NEVER, ...policy }, made, last: known };
  return dueHealthCheck(check, at(now))
    ?.toISOString()
    .replace(/^2026-03-|\.000Z$/g, "");
}

test.each([
  ["01:00:00", undefined, "01T12:00:05", "01T12:00:05"],
  ["01:00:00", "01T12:00:05", "01T13:00:04", undefined],
  ["01:00:00", "01T12:00:05", "01T13:00:05", "01T13:00:05"],
  ["1.12:00:00.5", "01T12:00:00", "02T23:59:59", undefined],
  ["1.12:00:00.5", "01T12:00:00", "03T00:00:00", "03T00:00:00"],
  ["00:00:00", undefined, "02T00:00:00", undefined],
  [null, undefined, "02T00:00:00", undefined],
])("by the interval %s, after %s, at %s", (HealthCheckInterval, last, now, expected) => {
  expect(due({ HealthCheckInterval }, last, now)).toBe(expected);
});

const VIENNA = { HealthCheckCron: "0 30 2 * * *", HealthCheckCronTimezone: "Europe/Vienna" };

test.each([
  // What was before the policy is over.
  [undefined, "02T01:29:59", undefined],
  [undefined, "02T01:30:00", "02T01:30:00"],
  ["02T01:30:00", "02T01:30:05", undefined],
  // What was missed is checked for once.
  ["02T01:30:00", "05T20:00:00", "05T01:30:00"],
  // The clocks went from two to three.
  ["28T01:30:00", "29T01:00:00", "29T01:00:00"],
])("by a cron expression, whatever the interval, after %s, at %s", (last, now, expected) => {
  expect(due({ ...VIENNA, HealthCheckInterval: "00:00:01" }, last, now)).toBe(expected);
});

test.each([
  [{}, undefined],
  [VIENNA, undefined],
  [{ ...VIENNA, HealthCheckCronTimezone: "W. Europe Standard Time" }, undefined],
  [{ HealthCheckCron: "" }, undefined],
  [
    { HealthCheckCron: "30 2 * * *" },
    "MachineHealthCheckPolicy.HealthCheckCron must have six fields (seconds, minutes, hours, day of month, month, day of week), and may have a seventh for the year.",
  ],
  [
    { HealthCheckCron: "0 61 2 * * *" },
    "MachineHealthCheckPolicy.HealthCheckCron '0 61 2 * * *' cannot be understood: Invalid value for minute: 61.",
  ],
  [
    { HealthCheckCron: "0 0 0 31 2 *" },
    "MachineHealthCheckPolicy.HealthCheckCron matches no time.",
  ],
  [
    { HealthCheckCronTimezone: "Nowhere/Land" },
    "MachineHealthCheckPolicy.HealthCheckCronTimezone must be the name of a time zone such as Europe/Vienna, not 'Nowhere/Land'.",
  ],
])("what cannot be kept is refused: %#", (policy, sentence) => {
  expect(healthCheckProblem({ ...NEVER, ...policy })).toBe(sentence);
});
