import {
  type Account,
  accounts,
  certificates,
  limitProblem,
  namedByVariable,
  type ScopedVariable,
  type UsePlace,
} from "@indelible/domain";
import {
  isObject,
  isOfType,
  type JsonObject,
  openSecrets,
  type Sealer,
  type StoredDocument,
} from "@indelible/trail";
import type { ExpandCertificate } from "../ports/certificate-expansion.ts";
import type { TrailReader } from "../ports/trail-reader.ts";

/** Dependencies of expanding variables. */
export interface ReferenceTools {
  readonly trail: TrailReader;
  readonly sealer: Sealer;
  readonly expandCertificate: ExpandCertificate;
}

/** Where a run uses what its variables name. */
export interface ReferencePlace extends UsePlace {
  readonly spaceId: string;
}

/** Sets of variables with what they are expanded to. */
export interface ExpandedSets {
  readonly sets: readonly (readonly ScopedVariable[])[];
  /** Why a document must not be used here, by its id, to complete a sentence with its name. */
  readonly refused: ReadonlyMap<string, string>;
}

/**
 * Each set of variables, followed by the variables that its references are expanded to: a variable
 * that names a certificate or an account adds `Name.Thumbprint`, `Name.Username` and so on, in the
 * same scope: docs/formats/variables.md. What must not be used in the place is not expanded but
 * `refused`: what is in another space, or limited to other environments or tenants.
 */
export async function withReferences(
  tools: ReferenceTools,
  place: ReferencePlace,
  sets: readonly (readonly ScopedVariable[])[],
): Promise<ExpandedSets> {
  const ids = sets.flat().flatMap((variable) => referenceOf(variable) ?? []);
  const found = await documentsById(tools.trail, ids);
  const refused = new Map<string, string>();
  const expanded = sets.map(async (set) => {
    const parts = set.map(async (variable) => {
      const id = referenceOf(variable);
      if (id === undefined) return [];
      const document = found.get(id);
      const problem = problemOf(place, variable, document);
      if (problem !== undefined) refused.set(id, problem);
      return problem === undefined && document ? expand(tools, variable, document) : [];
    });
    return [...set, ...(await Promise.all(parts)).flat()];
  });
  return { sets: await Promise.all(expanded), refused };
}

/** The id of the document that a variable names; undefined for plain values and templates. */
export function referenceOf({
  Type,
  Value,
}: Pick<ScopedVariable, "Type" | "Value">): string | undefined {
  const isName = namedByVariable(Type) !== undefined && Value !== null && Value !== "";
  return isName && !Value.includes("#{") ? Value : undefined;
}

function problemOf(
  place: ReferencePlace,
  { Type }: ScopedVariable,
  document: StoredDocument | undefined,
): string | undefined {
  const isHere = document?.type === namedByVariable(Type) && document?.spaceId === place.spaceId;
  if (document === undefined || !isHere) return "is not in this space";
  const isLimited = isOfType(certificates, document) || isOfType(accounts, document);
  return isLimited ? limitProblem(document.body, place) : undefined;
}

async function documentsById(trail: TrailReader, ids: readonly string[]) {
  const found = ids.length === 0 ? [] : await trail.documents(ids);
  return new Map(found.map((document) => [document.id, document]));
}

/** The variables that a reference to a document is expanded to; none for other types of documents. */
async function expand(
  { sealer, expandCertificate }: ReferenceTools,
  variable: ScopedVariable,
  document: StoredDocument,
): Promise<ScopedVariable[]> {
  if (isOfType(certificates, document)) {
    const named = await expandCertificate(variable.Name, document);
    return [...named].map(([Name, { value, isSensitive }]) =>
      part(variable, Name, value, isSensitive),
    );
  }
  return isOfType(accounts, document) ? ofAccount(sealer, variable, document) : [];
}

function ofAccount(
  sealer: Sealer,
  variable: ScopedVariable,
  account: StoredDocument<Account>,
): ScopedVariable[] {
  const opened: JsonObject = openSecrets(sealer, accounts, account).body;
  return Object.entries(account.body).flatMap(([field, stored]) => {
    const value = opened[field];
    // A secret is an object where it is stored, and text when it is opened.
    return typeof value === "string" && value !== ""
      ? [part(variable, `${variable.Name}.${field}`, value, isObject(stored))]
      : [];
  });
}

function part(
  { Scope }: ScopedVariable,
  Name: string,
  Value: string,
  IsSensitive: boolean,
): ScopedVariable {
  return { Name, Value, IsSensitive, Scope, Type: IsSensitive ? "Sensitive" : "String" };
}
