import type { StoryClock } from "./calendar.ts";
import type { Chance } from "./chance.ts";
import type { Client } from "./client.ts";

/** A project of the story, and its members. */
export interface StoryProject {
  readonly id: string;
  /** The role of its machines. */
  readonly role: string;
  readonly lead: string;
  /** The users who work on it, including the lead. */
  team: readonly string[];
  /** The last version: major, minor, patch. */
  version: [number, number, number];
  readonly releaseIds: string[];
}

/** The ids of the three environments. */
export interface StoryEnvironments {
  readonly development: string;
  readonly staging: string;
  readonly production: string;
}

/** The state and tools that the acts of the story share. */
export interface World {
  readonly clock: StoryClock;
  readonly chance: Chance;
  /** The path of the story's space: `/api/Spaces-1`. */
  readonly space: string;
  readonly environments: StoryEnvironments;
  readonly projects: readonly StoryProject[];
  readonly groupIds: readonly string[];
  readonly lifecycleId: string;
  readonly machineIds: string[];
  /** The client of a user. DemoError if the user has no account. */
  as(username: string): Client;
  readonly edit: Editor;
}

/**
 * Changes a resource as a user: `change` edits it in place, then it is saved. The saved version is
 * kept for the next change, as in a page that remains open.
 */
export type Editor = <Body extends object>(
  username: string,
  path: string,
  change: (resource: Body) => void,
) => Promise<Body>;

/** An event in the story: one or more requests of a user. */
export type StoryAct = (world: World) => Promise<void>;
