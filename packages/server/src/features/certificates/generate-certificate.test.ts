import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { fakeClock } from "../../../../../test/support/trail.ts";
import { readCertificateFile } from "./certificate-file.ts";
import { generatedBody } from "./generate-certificate.ts";

const tools = { clock: fakeClock("2026-05-01T00:00:00Z").now, random: randomBytes };

test.each([
  ["nistP256", "prime256v1"],
  ["p521", "secp521r1"],
  [undefined, "secp384r1"],
])("the curve %s is %s", async (SelfSignedCertificateCurve, namedCurve) => {
  const sent = { Name: "web", SubjectCommonName: "www.example.org", SelfSignedCertificateCurve };
  const body = await generatedBody(tools, sent);
  expect(body).toMatchObject({ Name: "web", Password: null });
  const file = await readCertificateFile(Buffer.from(body.CertificateData, "base64"), "");
  expect(file.privateKey?.asymmetricKeyDetails?.namedCurve).toBe(namedCurve);
  expect(file.certificate.subject).toBe("CN=www.example.org");
  expect(new Date(file.certificate.validFrom)).toEqual(tools.clock());
});

test.each([
  [{ Name: "web" }, "SubjectCommonName or SubjectOrganization is required."],
  [{ Name: "web", SubjectCommonName: "" }, "SubjectCommonName or SubjectOrganization is required."],
  [{ SubjectCommonName: "a" }, "Name is required."],
  [{ Name: "web", SubjectCommonName: "a".repeat(65) }, expect.stringMatching(/^SubjectCommonName/)],
  [
    { Name: "web", SubjectCommonName: "a", SelfSignedCertificateCurve: "P-1" },
    expect.stringMatching(/^SelfSignedCertificateCurve/),
  ],
])("%j is refused", async (sent, error) => {
  await expect(generatedBody(tools, sent)).rejects.toMatchObject({ errors: [error] });
});
