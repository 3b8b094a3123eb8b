import type { X509Certificate } from "node:crypto";
import type { Certificate as CertificateBody } from "@indelible/domain";
import { AsnConvert } from "@peculiar/asn1-schema";
import {
  Certificate,
  type GeneralName,
  id_ce_subjectAltName,
  SubjectAlternativeName,
} from "@peculiar/asn1-x509";
import type { CertificateFile } from "./certificate-file.ts";
import { ATTRIBUTE, attributeOf, distinguishedName } from "./distinguished-name.ts";

/** Names of signature algorithms, as Octopus Deploy shows them. */
const SIGNATURES: Readonly<Record<string, string>> = {
  "1.2.840.113549.1.1.4": "md5RSA",
  "1.2.840.113549.1.1.5": "sha1RSA",
  "1.2.840.113549.1.1.10": "RSASSA-PSS",
  "1.2.840.113549.1.1.11": "sha256RSA",
  "1.2.840.113549.1.1.12": "sha384RSA",
  "1.2.840.113549.1.1.13": "sha512RSA",
  "1.2.840.10045.4.1": "sha1ECDSA",
  "1.2.840.10045.4.3.2": "sha256ECDSA",
  "1.2.840.10045.4.3.3": "sha384ECDSA",
  "1.2.840.10045.4.3.4": "sha512ECDSA",
  "1.3.101.112": "Ed25519",
  "1.3.101.113": "Ed448",
};

/** The fields of a certificate document that depend on its file, without the file itself. */
export type CertificateDetails = Pick<
  CertificateBody,
  | keyof CertificateBody["CertificateChain"][number]
  | "CertificateDataFormat"
  | "HasPrivateKey"
  | "SelfSigned"
  | "SubjectCommonName"
  | "SubjectOrganization"
  | "SubjectAlternativeNames"
  | "IssuerCommonName"
  | "IssuerOrganization"
  | "CertificateChain"
>;

/** The fields of a certificate document that are read from its file. API reference, section 6. */
export function certificateDetails(file: CertificateFile): CertificateDetails {
  const { certificate, chain, format, privateKey } = file;
  const { subject, issuer, extensions } = parsed(certificate).tbsCertificate;
  return {
    ...identityOf(certificate),
    CertificateDataFormat: format,
    HasPrivateKey: privateKey !== undefined,
    SelfSigned: isSelfSigned(certificate),
    SubjectCommonName: attributeOf(subject, ATTRIBUTE.commonName),
    SubjectOrganization: attributeOf(subject, ATTRIBUTE.organization),
    SubjectAlternativeNames: alternativeNames(extensions),
    IssuerCommonName: attributeOf(issuer, ATTRIBUTE.commonName),
    IssuerOrganization: attributeOf(issuer, ATTRIBUTE.organization),
    CertificateChain: chain.map(identityOf),
  };
}

/** The fields of every certificate in a file, including its chain. */
function identityOf(certificate: X509Certificate): CertificateBody["CertificateChain"][number] {
  const { tbsCertificate, signatureAlgorithm } = parsed(certificate);
  const { subject, issuer, validity, version } = tbsCertificate;
  const { algorithm } = signatureAlgorithm;
  return {
    SubjectDistinguishedName: distinguishedName(subject),
    IssuerDistinguishedName: distinguishedName(issuer),
    Thumbprint: certificate.fingerprint.replaceAll(":", ""),
    NotBefore: validity.notBefore.getTime().toISOString(),
    NotAfter: validity.notAfter.getTime().toISOString(),
    SerialNumber: certificate.serialNumber,
    SignatureAlgorithmName: SIGNATURES[algorithm] ?? algorithm,
    // The encoded number starts at zero.
    Version: Number(version) + 1,
  };
}

function parsed(certificate: X509Certificate): Certificate {
  return AsnConvert.parse(certificate.raw, Certificate);
}

function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey);
}

function alternativeNames(extensions: Certificate["tbsCertificate"]["extensions"]): string[] {
  const found = [...(extensions ?? [])].find(({ extnID }) => extnID === id_ce_subjectAltName);
  if (found === undefined) return [];
  const names = AsnConvert.parse(found.extnValue.buffer, SubjectAlternativeName);
  return [...names].flatMap((name) => plainName(name) ?? []);
}

/** Other kinds of names are rare and have no plain text form. */
function plainName(name: GeneralName): string | undefined {
  const { dNSName, iPAddress, rfc822Name, uniformResourceIdentifier, directoryName } = name;
  if (directoryName !== undefined) return distinguishedName(directoryName);
  return dNSName ?? iPAddress ?? rfc822Name ?? uniformResourceIdentifier;
}
