import type { Chance } from "./chance.ts";

const HOUR = 3_600_000;
/** Milliseconds of a day. */
export const DAY = 24 * HOUR;

/** A time that the story moves and that the demo's server reads while it is filled. */
export interface StoryClock {
  now(): Date;
  /** Goes on to a later time; an earlier one is ignored, since time does not run back. */
  moveTo(time: Date): void;
  /** Lets milliseconds pass. */
  pass(milliseconds: number): void;
}

/** A clock that stands still until it is moved. */
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

/** Moments between two times, in order, as people work: by day and on weekdays, rarely else. */
export function workingMoments(chance: Chance, from: Date, to: Date, count: number): Date[] {
  const span = to.getTime() - from.getTime();
  const moments: Date[] = [];
  while (moments.length < count) {
    const moment = new Date(from.getTime() + chance.next() * span);
    if (chance.next() < busyness(moment)) moments.push(moment);
  }
  return moments.sort((a, b) => a.getTime() - b.getTime());
}

/** How likely somebody works at a moment (UTC), from 0 to 1. */
function busyness(moment: Date): number {
  const hour = moment.getUTCHours();
  const isWeekend = moment.getUTCDay() % 6 === 0;
  if (isWeekend) return hour >= 9 && hour < 18 ? 0.04 : 0.005;
  if (hour >= 9 && hour < 17) return hour === 12 ? 0.5 : 1;
  return hour >= 7 && hour < 20 ? 0.25 : 0.01;
}

/** The weekday night closest to `days` days before `end`: ten past two in the morning, UTC. */
export function nightBefore(end: Date, days: number): Date {
  const night = new Date(end.getTime() - days * DAY);
  night.setUTCHours(2, 10, 0, 0);
  while (night.getUTCDay() % 6 === 0) night.setTime(night.getTime() - DAY);
  return night;
}
