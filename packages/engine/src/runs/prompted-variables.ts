import type { Project, VariableSet } from "@indelible/domain";
import type { StoredDocument } from "@indelible/trail";
import type { PromptedVariable } from "./form-values.ts";
import { type FrozenTools, frozenDocuments } from "./frozen-documents.ts";
import type { RunSource } from "./run.ts";

/** The prompted variables of a deployment of a release, or of a run of a runbook snapshot. */
export async function promptedVariables(
  tools: FrozenTools,
  project: Pick<StoredDocument<Project>, "body">,
  source: RunSource,
): Promise<PromptedVariable[]> {
  const { variables } = await frozenDocuments(tools, project, source);
  return variables.flatMap(({ body }) => body.Variables).flatMap(promptedOf);
}

function promptedOf(variable: VariableSet["Variables"][number]): PromptedVariable[] {
  const { Id, Name, Type, Value, Prompt, IsSensitive } = variable;
  if (Prompt === null) return [];
  const isSecret = Prompt.DisplaySettings["Octopus.ControlType"] === "Sensitive";
  return [
    {
      id: Id ?? "",
      name: Name,
      type: Type,
      isSensitive: IsSensitive || isSecret,
      isRequired: Prompt.Required,
      hasValue: (Value ?? "") !== "",
    },
  ];
}
