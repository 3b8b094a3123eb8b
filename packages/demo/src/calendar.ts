import type { Chance } from "./chance.ts";

const HOUR = 3_600_000;
/** A day in milliseconds. */
export const DAY = 24 * HOUR;

/** The time in the story: the story moves it, and the demo's server reads it. */
export interface StoryClock {
  now(): Date;
  /** Moves to a later time; an earlier one is ignored. */
  moveTo(time: Date): void;
  /** Moves forward by some milliseconds. */
  pass(milliseconds: number): void;
}

/** A clock that changes only when it is moved. */
export function storyClock(start: Date): StoryClock {
  let time = start.getTime();
  return {
    now: () => new Date(time),
    moveTo: (later) => {
      time = Math.max(time, later.getTime());
    },
    pass: (milliseconds) => {
      time += milliseconds;
    },
  };
}

/** Random times between two times, in order, mostly in working hours on weekdays (UTC). */
export function workingTimes(chance: Chance, from: Date, to: Date, count: number): Date[] {
  const span = to.getTime() - from.getTime();
  const times: Date[] = [];
  while (times.length < count) {
    const time = new Date(from.getTime() + chance.next() * span);
    if (chance.next() < activityAt(time)) times.push(time);
  }
  return times.sort((a, b) => a.getTime() - b.getTime());
}

/** The probability of work at a time (UTC), from 0 to 1. */
function activityAt(time: Date): number {
  const hour = time.getUTCHours();
  const isWeekend = time.getUTCDay() % 6 === 0;
  if (isWeekend) return hour >= 9 && hour < 18 ? 0.04 : 0.005;
  if (hour >= 9 && hour < 17) return hour === 12 ? 0.5 : 1;
  return hour >= 7 && hour < 20 ? 0.25 : 0.01;
}

/** The last weekday night that is at least `days` days before `end`: 02:10 UTC. */
export function nightBefore(end: Date, days: number): Date {
  const night = new Date(end.getTime() - days * DAY);
  night.setUTCHours(2, 10, 0, 0);
  while (night.getUTCDay() % 6 === 0) night.setTime(night.getTime() - DAY);
  return night;
}
