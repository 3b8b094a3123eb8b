import { libraryVariableSets, type Project, type Release } from "@indelible/domain";
import type { StoredDocument } from "@indelible/trail";
import { type SnapshotTools, takeSnapshots } from "./snapshots.ts";

/** The snapshots of a project's variables, as releases and runbook snapshots name them. */
export interface FrozenVariables
  extends Pick<Release, "LibraryVariableSetSnapshotIds" | "ProjectVariableSetSnapshotId"> {
  readonly ProjectVariableSetSnapshotId: string;
}

/**
 * Takes snapshots of a project's variables and of the library variable sets that it includes, in the
 * project's order. Fails as `takeSnapshots` does.
 */
export async function freezeVariables(
  tools: SnapshotTools,
  { body }: Pick<StoredDocument<Project>, "body">,
): Promise<FrozenVariables> {
  const included = await includedVariableSets(tools, body);
  const ids = [body.VariableSetId ?? "", ...included];
  const [own = "", ...library] = await takeSnapshots(tools, ids);
  return { ProjectVariableSetSnapshotId: own, LibraryVariableSetSnapshotIds: library };
}

async function includedVariableSets({ trail }: SnapshotTools, project: Project): Promise<string[]> {
  const ids = project.IncludedLibraryVariableSetIds;
  const found = await trail.documentsOf(libraryVariableSets, ids);
  const sets = new Map(found.map(({ id, body }) => [id, body.VariableSetId]));
  return ids.flatMap((id) => sets.get(id) ?? []);
}
