import { accounts, certificates, type ScopedVariable } from "@indelible/domain";
import { isObject, openSecrets, type Sealer, type StoredDocument } from "@indelible/trail";
import type { ExpandCertificate } from "../ports/certificate-expansion.ts";
import type { TrailReader } from "../ports/trail-reader.ts";
import type { ListedVariable } from "./variable-lists.ts";

/** What expanding variables stands on. */
export interface ReferenceTools {
  readonly trail: TrailReader;
  readonly sealer: Sealer;
  readonly expandCertificate: ExpandCertificate;
}

type Expand = (
  tools: ReferenceTools,
  variable: ListedVariable,
  document: StoredDocument,
) => Promise<ScopedVariable[]> | ScopedVariable[];

/** How variables that name a document become what scripts need of it, by the document's type. */
const EXPAND: Readonly<Record<string, Expand>> = {
  [certificates.prefix]: ofCertificate,
  [accounts.prefix]: ofAccount,
};

/** Types of variables whose values are no references. */
const PLAIN_TYPES = ["String", "Sensitive", "WorkerPool"];

/**
 * Variables with those that follow from them: one that names a certificate or an account brings
 * `Name.Thumbprint`, `Name.Username` and so on, in the same scope. docs/formats/variables.md.
 */
export async function withReferences(
  tools: ReferenceTools,
  sets: readonly (readonly ListedVariable[])[],
): Promise<ScopedVariable[][]> {
  const naming = sets.flat().filter(({ Type }) => !PLAIN_TYPES.includes(Type));
  const ids = naming.flatMap(({ Value }) => (Value === null ? [] : [Value]));
  const found = ids.length === 0 ? [] : await tools.trail.documents(ids);
  const documents = new Map(found.map((document) => [document.id, document]));
  return Promise.all(
    sets.map(async (set) => {
      const expanded = set.map(async (variable) => {
        const document = naming.includes(variable)
          ? documents.get(variable.Value ?? "")
          : undefined;
        const expand = document && EXPAND[document.type];
        return document && expand ? expand(tools, variable, document) : [];
      });
      return [...set, ...(await Promise.all(expanded)).flat()];
    }),
  );
}

async function ofCertificate(
  { expandCertificate }: ReferenceTools,
  variable: ListedVariable,
  document: StoredDocument,
): Promise<ScopedVariable[]> {
  const named = await expandCertificate(variable.Name, document);
  return [...named].map(([Name, { value, isSensitive }]) =>
    part(variable, Name, value, isSensitive),
  );
}

function ofAccount(
  { sealer }: ReferenceTools,
  variable: ListedVariable,
  document: StoredDocument,
): ScopedVariable[] {
  const { body } = openSecrets(sealer, accounts, document);
  return Object.entries(document.body).flatMap(([field, stored]) => {
    const value = body[field];
    // A secret is an object where it is stored, and text when it is opened.
    return typeof value === "string" && value !== ""
      ? [part(variable, `${variable.Name}.${field}`, value, isObject(stored))]
      : [];
  });
}

function part(
  { Scope }: ListedVariable,
  Name: string,
  Value: string,
  IsSensitive: boolean,
): ScopedVariable {
  return { Name, Value, IsSensitive, Scope, Type: IsSensitive ? "Sensitive" : "String" };
}
