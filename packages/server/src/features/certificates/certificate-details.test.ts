import { expect, test } from "vitest";
import { sampleCertificate as sample } from "../../../../../test/support/sample-certificates.ts";
import { certificateDetails } from "./certificate-details.ts";
import { readCertificateFile } from "./certificate-file.ts";

async function detailsOf(name: string, password = "") {
  return certificateDetails(await readCertificateFile(sample(name), password));
}

test("of a certificate with key and chain", async () => {
  const issuing = { IssuerDistinguishedName: "CN=Issuing, O=Samples" };
  const root = "CN=Sample root, O=Samples, C=GB";
  const found = {
    Thumbprint: expect.stringMatching(/^[0-9A-F]{40}$/),
    SerialNumber: expect.stringMatching(/^[0-9A-F]+$/),
    NotBefore: expect.stringMatching(/^2026-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
    NotAfter: expect.stringMatching(/^2076-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
    SignatureAlgorithmName: "sha256ECDSA",
    Version: 3,
  };
  expect(await detailsOf("rsa-aes256.pfx", "open sesame")).toEqual({
    ...found,
    ...issuing,
    CertificateDataFormat: "Pkcs12",
    HasPrivateKey: true,
    SelfSigned: false,
    SubjectDistinguishedName: "CN=www.example.org, OU=Web+L=Here, O=Müller\\, Söhne \\+ Co, C=GB",
    SubjectCommonName: "www.example.org",
    SubjectOrganization: "Müller, Söhne + Co",
    SubjectAlternativeNames: [
      "www.example.org",
      "*.example.org",
      "192.0.2.7",
      "2001:db8::7",
      "web@example.org",
    ],
    IssuerCommonName: "Issuing",
    IssuerOrganization: "Samples",
    CertificateChain: [
      {
        ...found,
        SubjectDistinguishedName: issuing.IssuerDistinguishedName,
        IssuerDistinguishedName: root,
      },
      { ...found, SubjectDistinguishedName: root, IssuerDistinguishedName: root },
    ],
  });
});

test("of a self-signed certificate, in each format", async () => {
  expect(await detailsOf("ed25519.pfx", "open sesame")).toMatchObject({
    SelfSigned: true,
    SignatureAlgorithmName: "Ed25519",
    SubjectOrganization: null,
    SubjectAlternativeNames: [],
    CertificateChain: [],
  });
  const [pem, der] = [await detailsOf("rsa.pem"), await detailsOf("rsa.der")];
  expect(pem).toMatchObject({ CertificateDataFormat: "Pem", HasPrivateKey: false });
  expect(der).toEqual({ ...pem, CertificateDataFormat: "Der" });
});
