import { expect, test } from "vitest";
import { TrailError } from "../errors.ts";
import { Availability, type AvailabilityChange } from "./availability.ts";

const AWAY = new TrailError("unavailable", "The database is stopping or starting.");
const FULL = new TrailError("unavailable", "The disk of the database is full.");

function followed() {
  const changes: AvailabilityChange[] = [];
  const availability = new Availability((change) => changes.push(change));
  const succeed = (times: number) => {
    for (let time = 0; time < times; time++) availability.succeeded();
  };
  return { availability, changes, succeed };
}

test("an outage is reported once, with its first reason, and so is its end", () => {
  const { availability, changes, succeed } = followed();
  succeed(3);
  expect(changes).toEqual([]);
  availability.failed(AWAY);
  availability.failed(FULL);
  expect(changes).toEqual([AWAY]);
  succeed(50);
  expect(changes).toEqual([AWAY, "available"]);
  availability.failed(FULL);
  expect(changes).toEqual([AWAY, "available", FULL]);
});

test("successes between failures do not end an outage", () => {
  const { availability, changes, succeed } = followed();
  availability.failed(AWAY);
  for (let round = 0; round < 20; round++) {
    succeed(9);
    availability.failed(AWAY);
  }
  expect(changes).toEqual([AWAY]);
  succeed(10);
  expect(changes).toEqual([AWAY, "available"]);
});
