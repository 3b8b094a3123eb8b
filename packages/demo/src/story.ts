import {
  describeProject,
  moveProject,
  openPreview,
  renameProject,
  toggleGuidedFailure,
  tryProject,
} from "./acts/administration.ts";
import { nightIncident } from "./acts/incident.ts";
import { changeFleet, changeRoles, renameMachine, toggleMachine } from "./acts/machines.ts";
import { editProcess } from "./acts/processes.ts";
import { createRelease, deleteOldRelease, writeReleaseNotes } from "./acts/releases.ts";
import { editVariables } from "./acts/variables.ts";
import { DAY, nightBefore, type StoryClock, storyClock, workingTimes } from "./calendar.ts";
import { LEAVER } from "./cast.ts";
import { type Chance, seededChance } from "./chance.ts";
import { People } from "./people.ts";
import { setUpWorld } from "./set-up-world.ts";
import type { StoryAct, World } from "./world.ts";

/** The month of history before the demo is shown. */
export interface Story {
  readonly clock: StoryClock;
  /**
   * Sends all requests to a server that uses the story's clock. `onProgress` receives the share
   * that is done, 0 to 1. DemoError if the server refuses a request.
   */
  play(address: string, onProgress: (share: number) => void): Promise<void>;
}

/** An act and its time. */
interface ScheduledAct {
  readonly at: Date;
  readonly act: StoryAct;
}

const SEED = 20_250;
/** 30 days, including the day on which it ends. */
const DAYS = 29;
/** The hour (UTC) at which the first day starts. */
const FIRST_HOUR = 8;
/** Routine acts of the month; together with the others they create about 2,000 events. */
const ROUTINE_ACTS = 1_470;
/**
 * Acts take time in the story, so the last one starts this long before the end, in milliseconds.
 */
const LAST_ACT_BEFORE_END = 2 * 3_600_000;

/** The routine acts with their relative frequency. */
const ROUTINE: readonly (readonly [weight: number, act: StoryAct])[] = [
  [30, createRelease],
  [24, editVariables],
  [17, editProcess],
  [14, changeFleet],
  [8, toggleMachine],
  [6, writeReleaseNotes],
  [3, deleteOldRelease],
  [2, changeRoles],
  [1, renameMachine],
  [1, describeProject],
  [1, openPreview],
  [0.7, tryProject],
  [0.5, toggleGuidedFailure],
  [0.5, renameProject],
  [0.4, moveProject],
];

/**
 * The month that ends at `end`, with `routineActs` routine acts; the same for the same arguments.
 */
export function monthBefore(end: Date, routineActs = ROUTINE_ACTS): Story {
  const chance = seededChance(SEED);
  const start = new Date(end.getTime() - DAYS * DAY);
  start.setUTCHours(FIRST_HOUR, 0, 0, 0);
  const clock = storyClock(start);
  return {
    clock,
    play: async (address, onProgress) => {
      const people = new People(address);
      const world = await setUpWorld({ clock, chance, people });
      const schedule = scheduleUntil(end, routineActs, world, people);
      for (const [index, { at, act }] of schedule.entries()) {
        clock.moveTo(at);
        await act(world);
        onProgress((index + 1) / schedule.length);
      }
    },
  };
}

function scheduleUntil(
  end: Date,
  routineActs: number,
  { chance, clock }: World,
  people: People,
): ScheduledAct[] {
  const last = new Date(end.getTime() - LAST_ACT_BEFORE_END);
  const routine = workingTimes(chance, clock.now(), last, routineActs).map((at) => {
    return { at, act: routineAct(chance) };
  });
  const leaving = new Date(end.getTime() - 4 * DAY);
  return [
    ...routine,
    { at: nightBefore(end, 9), act: nightIncident },
    { at: leaving, act: (world: World) => removeLeaver(world, people) },
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function routineAct(chance: Chance): StoryAct {
  let left = chance.next() * ROUTINE.reduce((sum, [weight]) => sum + weight, 0);
  const found = ROUTINE.find(([weight]) => {
    left -= weight;
    return left < 0;
  });
  return found?.[1] ?? createRelease;
}

/** The leaver's account is disabled, and the user is removed from the projects. */
async function removeLeaver(world: World, people: People): Promise<void> {
  const [id] = people.idsOf([LEAVER.username]);
  await world.as("admin").put(`/api/users/${id}`, { IsActive: false });
  for (const project of world.projects) {
    project.team = project.team.filter((username) => username !== LEAVER.username);
  }
}
