import { type ScopedVariable, variableSets } from "@indelible/domain";
import { type JsonObject, openSecrets, type Sealer, type StoredDocument } from "@indelible/trail";

/** A variable with the id by which answers to its prompt name it. */
export interface ListedVariable extends ScopedVariable {
  readonly Id: string;
}

/** The variables of a set, secrets in the clear. */
export function variablesIn(sealer: Pick<Sealer, "unseal">, set: StoredDocument): ListedVariable[] {
  const { body } = openSecrets(sealer, variableSets, set);
  return (body.Variables ?? []) as unknown as ListedVariable[];
}

/** The items of a set as they are stored: secrets are sealed. */
export function storedVariables({ body }: StoredDocument): JsonObject[] {
  return (body.Variables ?? []) as JsonObject[];
}
