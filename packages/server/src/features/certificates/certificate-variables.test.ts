import { createPrivateKey, randomBytes, X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import { expect, test } from "vitest";
import { sampleCertificate as sample } from "../../../../../test/support/sample-certificates.ts";
import { certificateDetails } from "./certificate-details.ts";
import { readCertificateFile } from "./certificate-file.ts";
import { certificateVariables } from "./certificate-variables.ts";

async function variablesOf(file: string, password: string) {
  const bytes = sample(file);
  const body = certificateDetails(await readCertificateFile(bytes, password));
  const document = { id: "Certificates-1", title: "Site", body };
  const secrets = { data: bytes.toString("base64"), password };
  const variables = await certificateVariables("My", document, secrets, randomBytes);
  const read = (name: string) => variables.get(name)?.value ?? "missing";
  const sensitive = [...variables].filter(([, { isSensitive }]) => isSensitive);
  return { variables, read, sensitive: sensitive.map(([name]) => name), bytes };
}

test("a certificate with key, chain and password", async () => {
  const { read, sensitive, bytes } = await variablesOf("rsa-3des.pfx", "open sesame");
  expect(read("My")).toBe("Certificates-1");
  expect(read("My.Type")).toBe("Certificate");
  expect(read("My.Name")).toBe("Site");
  expect(read("My.Thumbprint")).toMatch(/^[0-9A-F]{40}$/);
  expect(read("My.Subject")).toContain("CN=www.example.org");
  expect(read("My.SubjectCommonName")).toBe("www.example.org");
  expect(read("My.Issuer")).toBe("CN=Issuing, O=Samples");
  expect(read("My.NotAfter")).toMatch(/^2076-/);
  expect(read("My.NotBefore")).toMatch(/^2026-/);
  expect(read("My.HasPrivateKey")).toBe("True");
  expect(read("My.RawOriginal")).toBe(bytes.toString("base64"));
  expect(read("My.Password")).toBe("open sesame");
  const certificate = new X509Certificate(read("My.CertificatePem"));
  expect(certificate.raw.toString("base64")).toBe(read("My.Certificate"));
  expect(read("My.ChainPem").match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  const key = createPrivateKey(read("My.PrivateKeyPem"));
  expect(certificate.checkPrivateKey(key)).toBe(true);
  const der = Buffer.from(read("My.PrivateKey"), "base64");
  expect(createPrivateKey({ key: der, format: "der", type: "pkcs8" }).equals(key)).toBe(true);
  const pfx = Buffer.from(read("My.Pfx"), "base64");
  createSecureContext({ pfx, passphrase: "open sesame" });
  expect(sensitive).toEqual([
    "My.RawOriginal",
    "My.Pfx",
    "My.Password",
    "My.PrivateKey",
    "My.PrivateKeyPem",
  ]);
});

test("a certificate without key has no sensitive variables, and missing values are empty", async () => {
  const { variables, read, sensitive } = await variablesOf("rsa.pem", "");
  expect(sensitive).toEqual([]);
  for (const name of ["Password", "PrivateKey", "PrivateKeyPem", "ChainPem"]) {
    expect(variables.get(`My.${name}`)?.value).toBe("");
  }
  expect(read("My.HasPrivateKey")).toBe("False");
});
