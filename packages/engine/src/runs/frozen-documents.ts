import {
  type DeploymentProcess,
  deploymentProcesses,
  type Project,
  type RunbookProcess,
  runbookProcesses,
  type VariableSet,
  variableSets,
} from "@indelible/domain";
import {
  type Database,
  type DocumentType,
  isOfType,
  type JsonObject,
  type StoredDocument,
  TrailError,
} from "@indelible/trail";
import type { TrailReader } from "../ports/trail-reader.ts";
import { loadSnapshot } from "../snapshots/snapshots.ts";
import type { RunSource } from "./run.ts";

/** The process and variables of a run, as they were when its release or runbook snapshot was created. */
export interface FrozenDocuments {
  readonly process: StoredDocument<DeploymentProcess> | StoredDocument<RunbookProcess>;
  /** The variable set of the project, then the library variable sets in the project's order. */
  readonly variables: readonly StoredDocument<VariableSet>[];
}

/** Dependencies of reading frozen documents. */
export interface FrozenTools {
  readonly trail: TrailReader;
  readonly database: Database;
}

/**
 * The process and the variables that a release or a runbook snapshot names. One from before there
 * were snapshots names none, and gets the project's current ones. Fails with `unknown-document` when
 * a document does not exist, with 404 or `damaged` as `loadSnapshot` does.
 */
export async function frozenDocuments(
  tools: FrozenTools,
  { body }: Pick<StoredDocument<Project>, "body">,
  source: RunSource,
): Promise<FrozenDocuments> {
  const processId = source.FrozenRunbookProcessId ?? source.ProjectDeploymentProcessSnapshotId;
  const process = await frozen(tools, processId, body.DeploymentProcessId);
  const own = await frozen(tools, source.ProjectVariableSetSnapshotId, body.VariableSetId);
  const ids = source.LibraryVariableSetSnapshotIds ?? [];
  const library = await Promise.all(ids.map((id) => loadSnapshot(tools, id)));
  return {
    process: isOfType(runbookProcesses, process) ? process : typed(deploymentProcesses, process),
    variables: [own, ...library].map((set) => typed(variableSets, set)),
  };
}

/** The document of a snapshot, or the current document when there is no snapshot. */
async function frozen(
  tools: FrozenTools,
  snapshotId: string | null | undefined,
  currentId: string | null,
): Promise<StoredDocument> {
  if (snapshotId) return loadSnapshot(tools, snapshotId);
  return (await tools.trail.read({ ids: [currentId ?? ""] })).document(currentId ?? "");
}

function typed<Body extends JsonObject>(
  type: DocumentType<Body>,
  document: StoredDocument,
): StoredDocument<Body> {
  if (isOfType(type, document)) return document;
  throw new TrailError("unknown-document", `${document.id} is not a ${type.label}.`);
}
