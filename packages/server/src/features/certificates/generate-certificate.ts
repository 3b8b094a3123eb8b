import { certificates, choice, object, optionalText } from "@indelible/domain";
import { invalid, readCommand } from "@indelible/kernel";
import { writePfx } from "./pkcs12/write-pfx.ts";

/** Characters of a name in a certificate (RFC 5280, appendix A: ub-common-name). */
const NAME_LENGTH_MAX = 64;

/** The body of a request for a self-signed certificate. API reference, section 6. */
export const GENERATE = object({
  ...certificates.schema.properties,
  SubjectCommonName: optionalText(NAME_LENGTH_MAX),
  SubjectOrganization: optionalText(NAME_LENGTH_MAX),
  SelfSignedCertificateCurve: choice("nistP384", "nistP256", "nistP521", "P384", "P256", "P521"),
});

/** Clients use both forms of the names. */
const CURVES = {
  nistP256: "P-256",
  nistP384: "P-384",
  nistP521: "P-521",
  P256: "P-256",
  P384: "P-384",
  P521: "P-521",
} as const;

// Loaded on demand: the library takes a tenth of a second to load.
const loadSelfSigned = () => import("./self-signed.ts");

/** Dependencies of `generatedBody`. */
export interface GenerateTools {
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
}

/**
 * The body of a new certificate document with a generated self-signed certificate, a PFX file
 * without password. Fails with `invalid` when the request names no subject.
 */
export async function generatedBody({ clock, random }: GenerateTools, sent: unknown) {
  const fields = readCommand(GENERATE, sent);
  const { SubjectCommonName, SubjectOrganization, SelfSignedCertificateCurve } = fields;
  if (!SubjectCommonName && !SubjectOrganization) {
    throw invalid("SubjectCommonName or SubjectOrganization is required.");
  }
  const request = {
    commonName: SubjectCommonName || undefined,
    organization: SubjectOrganization || undefined,
    curve: CURVES[SelfSignedCertificateCurve],
    from: clock(),
  };
  const { makeSelfSigned } = await loadSelfSigned();
  const { certificate, key } = await makeSelfSigned(request, random);
  const pfx = await writePfx({ certificates: [certificate], key, password: "" }, random);
  return { ...fields, CertificateData: pfx.toString("base64"), Password: null };
}
