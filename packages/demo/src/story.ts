import {
  describeProject,
  guideEnvironment,
  moveProject,
  openPreview,
  renameProject,
  tryProject,
} from "./acts/administration.ts";
import { nightIncident } from "./acts/incident.ts";
import { changeFleet, changeRoles, renameMachine, toggleMachine } from "./acts/machines.ts";
import { editProcess } from "./acts/processes.ts";
import { makeRelease, tidyReleases, writeReleaseNotes } from "./acts/releases.ts";
import { editVariables } from "./acts/variables.ts";
import { DAY, nightBefore, type StoryClock, storyClock, workingMoments } from "./calendar.ts";
import { LEAVER } from "./cast.ts";
import { type Chance, seededChance } from "./chance.ts";
import { found } from "./founding.ts";
import { People } from "./people.ts";
import type { StoryAct, World } from "./world.ts";

/** A month that has happened before the demo is shown. */
export interface Story {
  readonly clock: StoryClock;
  /** Tells it to a server that goes by the story's clock; `onProgress` gets the part done, 0 to 1. */
  tell(address: string, onProgress: (part: number) => void): Promise<void>;
}

/** An act that has its time. */
interface Appointment {
  readonly at: Date;
  readonly act: StoryAct;
}

const SEED = 20_250;
/** With the day it ends on, 30 days. */
const DAYS = 29;
/** Hour (UTC) at which the first day begins. */
const FIRST_HOUR = 8;
/** Routine acts of the month: with the rest they make about 2,000 events. */
const ROUTINE_ACTS = 1_470;
/** The last act leaves room for what takes its time, so that nothing happens in the future. */
const LAST_ACT_BEFORE_END = 2 * 3_600_000;

/** What happens day by day, and how often beside the others. */
const ROUTINE: readonly (readonly [weight: number, act: StoryAct])[] = [
  [30, makeRelease],
  [24, editVariables],
  [17, editProcess],
  [14, changeFleet],
  [8, toggleMachine],
  [6, writeReleaseNotes],
  [3, tidyReleases],
  [2, changeRoles],
  [1, renameMachine],
  [1, describeProject],
  [1, openPreview],
  [0.7, tryProject],
  [0.5, guideEnvironment],
  [0.5, renameProject],
  [0.4, moveProject],
];

/** The month that ends at a time, with so many routine acts; apart from that it is always the same. */
export function monthBefore(end: Date, routineActs = ROUTINE_ACTS): Story {
  const chance = seededChance(SEED);
  const start = new Date(end.getTime() - DAYS * DAY);
  start.setUTCHours(FIRST_HOUR, 0, 0, 0);
  const clock = storyClock(start);
  return {
    clock,
    tell: async (address, onProgress) => {
      const people = new People(address);
      const world = await found({ clock, chance, people });
      const appointments = appointmentsUntil(end, routineActs, world, people);
      for (const [index, { at, act }] of appointments.entries()) {
        clock.moveTo(at);
        await act(world);
        onProgress((index + 1) / appointments.length);
      }
    },
  };
}

function appointmentsUntil(
  end: Date,
  routineActs: number,
  { chance, clock }: World,
  people: People,
): Appointment[] {
  const last = new Date(end.getTime() - LAST_ACT_BEFORE_END);
  const routine = workingMoments(chance, clock.now(), last, routineActs).map((at) => {
    return { at, act: routineAct(chance) };
  });
  const leaving = new Date(end.getTime() - 4 * DAY);
  return [
    ...routine,
    { at: nightBefore(end, 9), act: nightIncident },
    { at: leaving, act: (world: World) => dismiss(world, people) },
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function routineAct(chance: Chance): StoryAct {
  let left = chance.next() * ROUTINE.reduce((sum, [weight]) => sum + weight, 0);
  const found = ROUTINE.find(([weight]) => {
    left -= weight;
    return left < 0;
  });
  return found?.[1] ?? makeRelease;
}

/** The leaver's account is disabled, and others do that part of the work. */
async function dismiss(world: World, people: People): Promise<void> {
  const [id] = people.idsOf([LEAVER.username]);
  await world.as("admin").put(`/api/users/${id}`, { IsActive: false });
  for (const project of world.projects) {
    project.team = project.team.filter((username) => username !== LEAVER.username);
  }
}
