import type { Database, JsonObject } from "@indelible/trail";
import { isArray, type StoredDocument, TrailError } from "@indelible/trail";
import type { TrailReader } from "../ports/trail-reader.ts";
import { loadSnapshot } from "../snapshots/snapshots.ts";

/** What a process runs with, as it was when its release or snapshot was made. */
export interface FrozenDocuments {
  readonly process: StoredDocument;
  /** The project's variables, then those of the library in the project's order. */
  readonly variables: readonly StoredDocument[];
}

/** What reading frozen documents needs. */
export interface FrozenTools {
  readonly trail: TrailReader;
  readonly database: Database;
}

/**
 * The process and the variables that a release or a runbook snapshot names. One from before there
 * were snapshots names none, and gets the project's of now.
 */
export async function frozenDocuments(
  tools: FrozenTools,
  project: StoredDocument,
  source: JsonObject,
): Promise<FrozenDocuments> {
  const named = source.FrozenRunbookProcessId ?? source.ProjectDeploymentProcessSnapshotId;
  const process = await frozen(tools, named, project.body.DeploymentProcessId);
  const own = await frozen(tools, source.ProjectVariableSetSnapshotId, project.body.VariableSetId);
  const ids = isArray(source.LibraryVariableSetSnapshotIds ?? null)
    ? (source.LibraryVariableSetSnapshotIds as string[])
    : [];
  const library = await Promise.all(ids.map((id) => loadSnapshot(tools, id)));
  return { process, variables: [own, ...library] };
}

async function frozen(
  tools: FrozenTools,
  snapshot: unknown,
  current: unknown,
): Promise<StoredDocument> {
  if (typeof snapshot === "string" && snapshot !== "") return loadSnapshot(tools, snapshot);
  const [found] = await tools.trail.documents([String(current)]);
  if (found !== undefined) return found;
  throw new TrailError("unknown-document", `There is no document ${String(current)}.`);
}
