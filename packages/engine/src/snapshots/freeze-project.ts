import type { StoredDocument, Trail } from "@indelible/trail";
import { type SnapshotTools, takeSnapshots } from "./snapshots.ts";

/** The snapshots of a project's variables, as releases and runbook snapshots name them. */
export interface FrozenVariables {
  readonly ProjectVariableSetSnapshotId: string;
  readonly LibraryVariableSetSnapshotIds: readonly string[];
}

/** Keeps a project's variables and those of the library sets that it includes, in their order. */
export async function freezeVariables(
  tools: SnapshotTools,
  project: StoredDocument,
): Promise<FrozenVariables> {
  const included = await includedVariableSets(tools.trail, project);
  const [own = "", ...library] = await takeSnapshots(tools, [
    String(project.body.VariableSetId),
    ...included,
  ]);
  return { ProjectVariableSetSnapshotId: own, LibraryVariableSetSnapshotIds: library };
}

async function includedVariableSets(trail: Trail, { body }: StoredDocument): Promise<string[]> {
  const ids = (body.IncludedLibraryVariableSetIds ?? []) as string[];
  const sets = new Map((await trail.documents(ids)).map((set) => [set.id, set]));
  return ids.flatMap((id) => {
    const variableSetId = sets.get(id)?.body.VariableSetId;
    return typeof variableSetId === "string" ? [variableSetId] : [];
  });
}
