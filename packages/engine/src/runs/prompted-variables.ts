import { isObject, type JsonObject, type StoredDocument } from "@indelible/trail";
import type { PromptedVariable } from "./form-values.ts";
import { type FrozenTools, frozenDocuments } from "./frozen-documents.ts";
import { storedVariables } from "./variable-lists.ts";

/** The variables that a deployment of a release, or a run of a snapshot, asks for. */
export async function promptedVariables(
  tools: FrozenTools,
  project: StoredDocument,
  source: JsonObject,
): Promise<PromptedVariable[]> {
  const { variables } = await frozenDocuments(tools, project, source);
  return variables.flatMap(storedVariables).flatMap(promptedOf);
}

function promptedOf(variable: JsonObject): PromptedVariable[] {
  const { Id, Name, Value, Prompt, IsSensitive } = variable;
  if (!isObject(Prompt ?? null)) return [];
  const prompt = Prompt as JsonObject;
  const control = ((prompt.DisplaySettings ?? {}) as JsonObject)["Octopus.ControlType"];
  return [
    {
      id: String(Id),
      name: String(Name),
      isSensitive: IsSensitive === true || control === "Sensitive",
      isRequired: prompt.Required === true,
      hasValue: (Value ?? "") !== "",
    },
  ];
}
