import { type Account, accounts, certificates, type ScopedVariable } from "@indelible/domain";
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

/** Types of variables whose values are not references to documents. */
const PLAIN_TYPES = ["String", "Sensitive", "WorkerPool"];

/**
 * Each set of variables, followed by the variables that its references are expanded to: a variable
 * that names a certificate or an account adds `Name.Thumbprint`, `Name.Username` and so on, in the same
 * scope. docs/formats/variables.md.
 */
export async function withReferences(
  tools: ReferenceTools,
  sets: readonly (readonly ScopedVariable[])[],
): Promise<ScopedVariable[][]> {
  const isReference = ({ Type }: ScopedVariable) => !PLAIN_TYPES.includes(Type);
  const ids = sets.flat().flatMap((variable) => (isReference(variable) ? [variable.Value] : []));
  const found = await documentsById(tools.trail, ids);
  return Promise.all(
    sets.map(async (set) => {
      const expanded = set.map((variable) => {
        const document = isReference(variable) ? found.get(variable.Value) : undefined;
        return document === undefined ? [] : expand(tools, variable, document);
      });
      return [...set, ...(await Promise.all(expanded)).flat()];
    }),
  );
}

async function documentsById(trail: TrailReader, ids: readonly (string | null)[]) {
  const wanted = ids.filter((id) => id !== null);
  const found = wanted.length === 0 ? [] : await trail.documents(wanted);
  return new Map<string | null, StoredDocument>(found.map((document) => [document.id, document]));
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
