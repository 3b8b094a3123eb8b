import { certificates, choice, object, optionalText } from "@indelible/domain";
import { invalid, readFields } from "@indelible/kernel";
import type { Json, JsonObject } from "@indelible/trail";
import { writePfx } from "./pkcs12/write-pfx.ts";
import type { Curve } from "./self-signed.ts";

/** Characters of a name in a certificate (RFC 5280, appendix A: ub-common-name). */
const NAME_LENGTH_MAX = 64;

/** The body that asks for a certificate that signs itself. API reference, section 6. */
export const GENERATE = object({
  ...certificates.schema.properties,
  SubjectCommonName: optionalText(NAME_LENGTH_MAX),
  SubjectOrganization: optionalText(NAME_LENGTH_MAX),
  SelfSignedCertificateCurve: choice("nistP384", "nistP256", "nistP521", "P384", "P256", "P521"),
});

// Loading the library takes a tenth of a second, which is a part of a start that few need.
const loadSelfSigned = () => import("./self-signed.ts");

/** What making a certificate needs. */
export interface GenerateTools {
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
}

/**
 * The body for a new certificate document, from what was asked: with a file made here, a PFX without
 * password. Fails with 400 where nobody is named.
 */
export async function generatedBody(
  { clock, random }: GenerateTools,
  sent: unknown,
): Promise<JsonObject> {
  const fields = readFields(GENERATE, sent);
  const { SubjectCommonName, SubjectOrganization, SelfSignedCertificateCurve } = fields;
  if (!SubjectCommonName && !SubjectOrganization) {
    throw invalid("SubjectCommonName or SubjectOrganization is required.");
  }
  const request = {
    commonName: textOf(SubjectCommonName),
    organization: textOf(SubjectOrganization),
    curve: curveOf(SelfSignedCertificateCurve ?? "P384"),
    from: clock(),
  };
  const { makeSelfSigned } = await loadSelfSigned();
  const { certificate, key } = await makeSelfSigned(request, random);
  const pfx = await writePfx({ certificates: [certificate], key, password: "" }, random);
  return { ...fields, CertificateData: pfx.toString("base64"), Password: null };
}

function textOf(given: Json | undefined): string | undefined {
  return typeof given === "string" && given !== "" ? given : undefined;
}

/** `P-384` for `nistP384` and for `P384`: clients write both. */
function curveOf(given: Json): Curve {
  return `P-${String(given).slice(-3)}` as Curve;
}
