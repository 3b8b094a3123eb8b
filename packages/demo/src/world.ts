import type { StoryClock } from "./calendar.ts";
import type { Chance } from "./chance.ts";
import type { Client } from "./client.ts";

/** A project of the story, and who may work on it. */
export interface StoryProject {
  readonly id: string;
  /** Role of the machines it is deployed to. */
  readonly role: string;
  readonly lead: string;
  /** People who work on it, the lead included. */
  team: readonly string[];
  /** The last version: major, minor, patch. */
  version: [number, number, number];
  readonly releaseIds: string[];
}

/** The three environments, by their part in a release's life. */
export interface StoryEnvironments {
  readonly development: string;
  readonly staging: string;
  readonly production: string;
}

/** Everything that the acts of the story share. */
export interface World {
  readonly clock: StoryClock;
  readonly chance: Chance;
  /** Of the space that the story plays in: `/api/Spaces-1`. */
  readonly space: string;
  readonly environments: StoryEnvironments;
  readonly projects: readonly StoryProject[];
  readonly groupIds: readonly string[];
  readonly lifecycleId: string;
  readonly machineIds: string[];
  /** The client of somebody who has joined; fails with `DemoError` for anybody else. */
  as(username: string): Client;
  readonly edit: Editor;
}

/**
 * Lets somebody change a resource: `change` edits it in place, and it is saved. What an editor has
 * saved it does not load again, as a page that stays open.
 */
export type Editor = <Body extends object>(
  username: string,
  path: string,
  change: (resource: Body) => void,
) => Promise<Body>;

/** Something that happens in the story: one or more requests by somebody. */
export type StoryAct = (world: World) => Promise<void>;
