import { randomBytes } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import {
  SAMPLE_PASSWORD,
  sampleCertificate,
} from "../../../../../test/support/sample-certificates.ts";
import { type CertificateFile, readCertificateFile } from "./certificate-file.ts";
import { containsKey, type ExportOptions, exportCertificate } from "./export-certificate.ts";

const PLAIN: ExportOptions = {
  format: "Pem",
  password: "",
  includePrivateKey: false,
  pemOptions: "PrimaryOnly",
};
let file: CertificateFile;

beforeAll(async () => {
  file = await readCertificateFile(sampleCertificate("rsa-aes256.pfx"), SAMPLE_PASSWORD);
});

async function exported(options: Partial<ExportOptions>) {
  const complete = { ...PLAIN, ...options };
  return exportCertificate(file, complete, randomBytes);
}

test.each([
  ["PrimaryOnly", 1],
  ["PrimaryAndChain", 3],
  ["ChainOnly", 2],
] as const)("PEM with %s has %i certificates", async (pemOptions, count) => {
  const text = (await exported({ pemOptions })).toString();
  expect(text.match(/BEGIN CERTIFICATE/g)).toHaveLength(count);
  expect(text).not.toContain("PRIVATE KEY");
});

test.each([
  ["", /^-----BEGIN PRIVATE KEY/],
  ["secret", /^-----BEGIN ENCRYPTED PRIVATE KEY/],
])("PEM with the key, password '%s', is read again", async (password, start) => {
  const bytes = await exported({ includePrivateKey: true, password });
  expect(bytes.toString()).toMatch(start);
  const again = await readCertificateFile(bytes, password);
  expect(file.privateKey?.equals(again.privateKey ?? (undefined as never))).toBe(true);
});

test("PFX has the chain and the key, DER only the certificate", async () => {
  const pfx = await readCertificateFile(await exported({ format: "Pkcs12", password: "x" }), "x");
  expect([pfx.chain.length, pfx.privateKey !== undefined]).toEqual([2, true]);
  expect(await exported({ format: "Der", includePrivateKey: true })).toEqual(file.certificate.raw);
});

test("a certificate without a key is exported without one", async () => {
  const keyless = await readCertificateFile(sampleCertificate("rsa.pem"), "");
  const bytes = await exportCertificate(
    keyless,
    { ...PLAIN, includePrivateKey: true },
    randomBytes,
  );
  expect(bytes.toString()).not.toContain("PRIVATE KEY");
});

test.each([
  ["Pkcs12", false, true],
  ["Pem", false, false],
  ["Pem", true, true],
  ["Der", true, false],
] as const)(
  "%s, includePrivateKey %s: contains a key %s",
  (format, includePrivateKey, expected) => {
    expect(containsKey({ ...PLAIN, format, includePrivateKey })).toBe(expected);
  },
);
