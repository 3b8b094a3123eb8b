import { type NamedId, namedByVariable, projects } from "@indelible/domain";
import type { Database } from "@indelible/trail";
import type { TrailReader } from "../ports/trail-reader.ts";
import { promptedVariables } from "./prompted-variables.ts";
import { referenceOf } from "./referenced-variables.ts";
import type { Run, RunSource } from "./run.ts";

/**
 * The ids of accounts and certificates that the answers to prompted variables name, by id or name
 * of the variable, for a run of `source`, its release or runbook snapshot; by default of the
 * project's current variables.
 */
export async function answeredNames(
  tools: { readonly trail: TrailReader; readonly database: Database },
  { ProjectId, FormValues }: Pick<Run, "ProjectId" | "FormValues">,
  source: RunSource = {},
): Promise<NamedId[]> {
  if (Object.keys(FormValues).length === 0) return [];
  const project = await tools.trail.documentOf(projects, ProjectId);
  if (project === undefined) return [];
  const prompts = await promptedVariables(tools, project, source);
  const answers = new Map(
    Object.entries(FormValues).map(([key, value]) => [key.toLowerCase(), value]),
  );
  return prompts.flatMap(({ id: variable, name, type }): NamedId[] => {
    const answer = answers.get(variable.toLowerCase()) ?? answers.get(name.toLowerCase());
    const id = referenceOf({ Type: type, Value: answer ?? null });
    const to = namedByVariable(type);
    if (id === undefined || to === undefined) return [];
    const field = `FormValues.${name}`;
    return [{ field, place: `/FormValues/${variable}`, id, to: [to], by: "rule" }];
  });
}
