import type { StoredDocument } from "@indelible/trail";

/** What a script gets under a name. */
export interface ExpandedVariable {
  readonly value: string;
  readonly isSensitive: boolean;
}

/** What a variable that names a certificate becomes for scripts, by name. */
export type ExpandCertificate = (
  name: string,
  certificate: StoredDocument,
) => Promise<ReadonlyMap<string, ExpandedVariable>>;
