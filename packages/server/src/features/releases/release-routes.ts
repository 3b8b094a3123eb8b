import type { Route } from "@indelible/kernel";
import { type SnapshotRoutesOptions, snapshotRoutes } from "../snapshots/snapshot-routes.ts";
import { createRelease, type ReleaseTools } from "./create-release.ts";
import { releaseCommand } from "./release-command.ts";
import {
  type ReleaseProgressRoutesOptions,
  releaseProgressRoutes,
} from "./release-progress-routes.ts";

/** Dependencies of the routes of releases. */
export type ReleaseRoutesOptions = ReleaseTools &
  ReleaseProgressRoutesOptions &
  SnapshotRoutesOptions;

/** Routes of releases in addition to the standard ones. API reference, section 6. */
export function releaseRoutes(options: ReleaseRoutesOptions): Route[] {
  const create: Route = {
    method: "POST",
    path: "/releases/create/v1",
    access: "signed-in",
    mutates: true,
    summary: "Creates one Release; project, channel and packages are given by name",
    body: releaseCommand,
    handle: async ({ body, spaceId }, caller) => {
      const { id, title } = await createRelease(options, caller, spaceId, body);
      return { status: 201, body: { ReleaseId: id, ReleaseVersion: title } };
    },
  };
  return [create, ...snapshotRoutes(options), ...releaseProgressRoutes(options)];
}
