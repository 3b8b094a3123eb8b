import type { ProcessTools, TaskKind } from "@indelible/engine";
import type { Route } from "@indelible/kernel";
import type { Database, Loop, Sealer, Trail } from "@indelible/trail";
import type { HookRegistry } from "../documents/document-hooks.ts";

/** What the hooks of documents are made of. */
export interface HookTools {
  readonly trail: Trail;
  readonly database: Database;
  readonly sealer: Sealer;
  readonly clock: () => Date;
}

/** Background work of a running server. */
export interface BackgroundLoop {
  /** The name of the work, for log entries of errors: `the sweep of packages`. */
  readonly occasion: string;
  start(onError: (error: unknown) => void): Loop;
}

/**
 * A part of the server, by everything that it adds. Each feature exports one from its `feature.ts`;
 * `main/features.ts` lists them. `Needs` is what its routes,
 * schedules and loops take.
 */
export interface Feature<Needs> {
  /** Hooks of document types, by prefix. */
  readonly hooks?: (tools: HookTools) => HookRegistry;
  readonly routes?: (needs: Needs) => readonly Route[];
  readonly taskKinds?: (tools: ProcessTools) => readonly TaskKind[];
  /** Queues what is due by schedule; called every few seconds. */
  readonly runDue?: (needs: Needs) => Promise<void>;
  readonly loops?: (needs: Needs) => readonly BackgroundLoop[];
}
