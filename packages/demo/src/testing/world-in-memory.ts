import { storyClock } from "../calendar.ts";
import { seededChance } from "../chance.ts";
import type { Client } from "../client.ts";
import type { StoryProject, World } from "../world.ts";

/** A request that an act sent. */
export interface SentRequest {
  readonly username: string;
  readonly method: "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
}

/** A `World` without a server. */
export interface WorldInMemory extends World {
  /** The requests so far, in order. */
  readonly requests: SentRequest[];
  /** The resources by path; acts edit them in place. */
  readonly resources: Map<string, object>;
}

/** The path of the story's space. */
export const SPACE = "/api/Spaces-1";

/** The first project: led by `bela`, with `dana` in its team. */
export const WEB_SHOP = `${SPACE}/projects/Projects-1`;

/**
 * A world with two projects, three environments and no machines. A resource must be in `resources`
 * before it is edited; what is posted gets an id and is not stored.
 */
export function worldInMemory(resources: Record<string, object> = {}, seed = 1): WorldInMemory {
  const requests: SentRequest[] = [];
  const stored = new Map(Object.entries(resources));
  return {
    requests,
    resources: stored,
    clock: storyClock(new Date("2026-03-02T08:00:00.000Z")),
    chance: seededChance(seed),
    space: SPACE,
    environments: {
      development: "Environments-1",
      staging: "Environments-2",
      production: "Environments-3",
    },
    projects: [
      project("Projects-1", "web", ["bela", "dana"]),
      project("Projects-2", "search", ["chidi", "hugo"]),
    ],
    groupIds: ["ProjectGroups-1", "ProjectGroups-2", "ProjectGroups-3"],
    lifecycleId: "Lifecycles-1",
    machineIds: [],
    as: (username) => recordingClient(username, requests),
    edit: async <Body extends object>(
      username: string,
      path: string,
      change: (resource: Body) => void,
    ) => {
      const resource = stored.get(path) as Body | undefined;
      if (resource === undefined) throw new RangeError(`There is no ${path}.`);
      change(resource);
      requests.push({ username, method: "PUT", path, body: structuredClone(resource) });
      return resource;
    },
  };
}

function project(id: string, role: string, team: readonly [string, string]): StoryProject {
  return { id, role, lead: team[0], team, version: [1, 0, 0], releaseIds: [] };
}

function recordingClient(username: string, requests: SentRequest[]): Client {
  const unexpected = () => Promise.reject(new RangeError("Acts neither read nor replace."));
  return {
    get: unexpected,
    put: unexpected,
    post: async <Answer>(path: string, body: object) => {
      requests.push({ username, method: "POST", path, body });
      return { ...body, Id: `${path.split("/").at(-1)}-${requests.length}` } as Answer;
    },
    delete: async (path) => {
      requests.push({ username, method: "DELETE", path });
    },
  };
}
