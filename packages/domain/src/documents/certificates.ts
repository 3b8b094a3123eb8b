import { equals, LARGE_DOCUMENT_LIMIT, type Signal } from "@indelible/trail/pure";
import type { BodyOf } from "./body-of.ts";
import { defineDocument, type WriteContext } from "./define-document.ts";
import {
  allReadOnly,
  choice,
  flag,
  hidden,
  idsOf,
  integer,
  list,
  name,
  object,
  optionalIdOf,
  optionalText,
  readOnly,
  secret,
  text,
  time,
} from "./fields.ts";
import { withFixedFields } from "./fixed-fields.ts";

/** Characters of the notes on a certificate (API reference, section 6). */
const NOTES_LENGTH_MAX = 10_240;

/** Self-signed, for www.example.org, valid until 2126; DER in Base64. */
const EXAMPLE_FILE = [
  "MIIBzDCCAXGgAwIBAgIUckXdNnR4QmcM58m9TX0S5gCtHXAwCgYIKoZIzj0EAwIwLDEQMA4GA1UECgwHRXhhbXBs",
  "ZTEYMBYGA1UEAwwPd3d3LmV4YW1wbGUub3JnMCAXDTI2MTEyNjE1NTYzNloYDzIxMjYxMTAyMTU1NjM2WjAsMRAw",
  "DgYDVQQKDAdFeGFtcGxlMRgwFgYDVQQDDA93d3cuZXhhbXBsZS5vcmcwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC",
  "AATIEcsVDRD03WRWajR3HNJQfpIXmcc1SDQOLdkTQPdkRQQhQlIF+4VpzFqWAuoZXHb33WXwiS6YlW2YZ9irWvYk",
  "o28wbTAdBgNVHQ4EFgQUOGV5LZvWLEEfexlNFL5YDpOKgh0wHwYDVR0jBBgwFoAUOGV5LZvWLEEfexlNFL5YDpOK",
  "gh0wDwYDVR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgg93d3cuZXhhbXBsZS5vcmcwCgYIKoZIzj0EAwIDSQAwRgIh",
  "AJ3raqswByyGjgs4tAwFkzQlLHxEKGg+MiSHgd0EwkBzAiEAsGnXAV8xLXGscbAevcptaYO0q45l3v5ZpsxvGLMn",
  "MeQ=",
].join("");

/** Details of every certificate, including those of a chain. */
const identity = {
  SubjectDistinguishedName: text(),
  IssuerDistinguishedName: text(),
  /** SHA-1 of the certificate, by which programs identify it. */
  Thumbprint: text(),
  NotBefore: time(),
  NotAfter: time(),
  SerialNumber: text(),
  SignatureAlgorithmName: text(),
  /** The version of X.509, usually 3. */
  Version: integer(3, 1),
};

/** Details that the server reads from the file. */
const details = {
  CertificateDataFormat: choice("Pkcs12", "Der", "Pem", "Unknown"),
  ...identity,
  HasPrivateKey: flag(),
  SelfSigned: flag(),
  SubjectCommonName: optionalText(),
  SubjectOrganization: optionalText(),
  SubjectAlternativeNames: list(text()),
  IssuerCommonName: optionalText(),
  IssuerOrganization: optionalText(),
  /** The other certificates of the file. */
  CertificateChain: list(object(identity)),
};

const schema = object({
  Name: name(),
  Notes: text(NOTES_LENGTH_MAX),
  /** The file, in base64. */
  CertificateData: secret("sealed", "object"),
  Password: secret("sealed", "object"),
  EnvironmentIds: idsOf("Environments"),
  TenantIds: idsOf("Tenants"),
  TenantTags: list(name()),
  TenantedDeploymentParticipation: choice("Untenanted", "TenantedOrUntenanted", "Tenanted"),
  /** The time when it was archived; null if it is not archived. */
  Archived: readOnly(time()),
  /** The certificate that has replaced the file of this one. */
  ReplacedBy: readOnly(optionalIdOf("Certificates", { onDelete: "keep" })),
  ...allReadOnly(details),
  Created: readOnly(hidden(time())),
});

/** The body of a certificate. */
export type Certificate = BodyOf<typeof schema>;

const categories = [
  "CertificateReplaced",
  "CertificatePrivateKeyExported",
  "CertificateExpired",
  "CertificateExpiry20DayWarning",
  "CertificateExpiry10DayWarning",
] as const;

/** A category of the events of certificates. */
export type CertificateCategory = (typeof categories)[number];

/** The file is changed only by the route that replaces it; other writes keep it. */
function withOwnFile(body: Certificate, { before, now }: WriteContext<Certificate>): Certificate {
  const own = withFixedFields(body, before, "CertificateData", "Password");
  return { ...own, Created: before?.Created ?? now };
}

function archiving(before: Certificate | undefined, after: Certificate | undefined) {
  if (before === undefined || after === undefined) return undefined;
  if (before.Archived === after.Archived) return undefined;
  return after.Archived === null ? "was unarchived" : "was archived";
}

function replacement(
  before: Certificate | undefined,
  after: Certificate | undefined,
): Signal<CertificateCategory>[] {
  if (before === undefined || after === undefined) return [];
  const isSame = equals(before.CertificateData, after.CertificateData);
  return isSame ? [] : [{ category: "CertificateReplaced", verb: "was replaced" }];
}

/** An X.509 certificate, with or without its key. API reference, section 6. */
export const certificates = defineDocument<Certificate, CertificateCategory>({
  prefix: "Certificates",
  label: "Certificate",
  limit: LARGE_DOCUMENT_LIMIT,
  route: "certificates",
  permissions: {
    view: "CertificateView",
    create: "CertificateCreate",
    edit: "CertificateEdit",
    delete: "CertificateDelete",
  },
  schema,
  categories,
  parameters: ["search", "archived", "tenant", "firstResult", "orderBy"],
  titleFields: ["SubjectDistinguishedName", "Thumbprint"],
  takeDefault: 15,
  links: {
    Export: "/export{?format,password,includePrivateKey,pemOptions}",
    Replace: "/replace",
    Archive: "/archive",
    Unarchive: "/unarchive",
    Usages: "/usages",
  },
  sortKey: (body) => body.NotAfter ?? "",
  verb: archiving,
  signals: replacement,
  complete: withOwnFile,
  derive: (body, now) => ({ IsExpired: Date.parse(body.NotAfter ?? "") <= now.getTime() }),
  example: (idOf) => ({
    Name: "www.example.org",
    EnvironmentIds: [idOf("Environments")],
    CertificateData: { HasValue: true, NewValue: EXAMPLE_FILE },
  }),
});
