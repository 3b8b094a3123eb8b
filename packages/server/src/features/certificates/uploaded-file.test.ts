import { expect, test } from "vitest";
import {
  SAMPLE_PASSWORD,
  sampleCertificate,
} from "../../../../../test/support/sample-certificates.ts";
import { fieldsOfUpload } from "./uploaded-file.ts";

const pfx = sampleCertificate("rsa-aes256.pfx").toString("base64");
const pem = sampleCertificate("rsa.pem").toString("base64");

test("the file, its password and what is read from it", async () => {
  const fields = await fieldsOfUpload({ HasValue: true, NewValue: pfx }, SAMPLE_PASSWORD);
  expect(fields).toMatchObject({
    CertificateData: pfx,
    Password: SAMPLE_PASSWORD,
    HasPrivateKey: true,
    SubjectCommonName: "www.example.org",
  });
});

test("white space in Base64 is removed, and no password is stored for none", async () => {
  const wrapped = pem.replaceAll(/.{60}/g, "$&\r\n");
  expect(await fieldsOfUpload(` ${wrapped}\n`, { NewValue: "" })).toMatchObject({
    CertificateData: pem,
    Password: { HasValue: false },
  });
});

test.each([
  ["no file", undefined, undefined, "CertificateData is required."],
  ["an empty file", "", undefined, "CertificateData is required."],
  ["a file that is kept", { HasValue: true }, undefined, "CertificateData is required."],
  ["text that is not Base64", "%", undefined, expect.stringMatching(/in Base64, of at most 2 MiB/)],
  ["only spaces", "  ", undefined, expect.stringMatching(/in Base64/)],
  ["a file that is too long", "A".repeat(2 ** 21 + 1), undefined, expect.stringMatching(/2 MiB/)],
  ["a long password", pem, "x".repeat(1_001), "Password must have at most 1000 characters."],
  ["a wrong password", pfx, "wrong", expect.stringMatching(/^Password is wrong/)],
])("%s is refused", async (_, file, password, error) => {
  await expect(fieldsOfUpload(file, password)).rejects.toMatchObject({ errors: [error] });
});
