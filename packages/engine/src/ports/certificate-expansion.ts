import type { Certificate } from "@indelible/domain";
import type { StoredDocument } from "@indelible/trail";

/** The value of one of the variables that a certificate is expanded to. */
export interface ExpandedVariable {
  readonly value: string;
  readonly isSensitive: boolean;
}

/** The variables that scripts get for a variable that names a certificate, by their names. */
export type ExpandCertificate = (
  name: string,
  certificate: StoredDocument<Certificate>,
) => Promise<ReadonlyMap<string, ExpandedVariable>>;
