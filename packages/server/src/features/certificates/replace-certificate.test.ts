import { randomBytes } from "node:crypto";
import { certificates } from "@indelible/domain";
import { completeBody } from "@indelible/kernel";
import { masterKeySealer, secretBinding } from "@indelible/trail";
import { expect, test } from "vitest";
import { sampleCertificate } from "../../../../../test/support/sample-certificates.ts";
import { fakeClock, QUICK } from "../../../../../test/support/trail.ts";
import { replacement } from "./replace-certificate.ts";
import { fieldsOfUpload } from "./uploaded-file.ts";

const sealer = masterKeySealer(new Uint8Array(32).fill(7), randomBytes, QUICK);
const tools = { sealer, clock: fakeClock("2026-05-01T00:00:00Z").now };
const file = (name: string) => fieldsOfUpload(sampleCertificate(name).toString("base64"), "");

async function stored(name: string) {
  const fields = await file(name);
  const sealed = sealer.seal(
    String(fields.CertificateData),
    secretBinding("Certificates-1", "/CertificateData"),
  );
  const body = completeBody(certificates, { Name: "web", Notes: "kept" });
  return {
    id: "Certificates-1",
    type: "Certificates",
    spaceId: "Spaces-1",
    version: 1,
    title: "web",
    body: {
      ...body,
      ...fields,
      CertificateData: { Kept: sealed, Indicator: "" },
      Password: null,
    },
    modifiedOn: new Date(0),
    modifiedBy: "alice",
  };
}

test("the certificate gets the new file, an archived copy keeps the former", async () => {
  const before = await stored("rsa.pem");
  const fields = await file("ec-bundle.pem");
  const [changed, copy] = replacement(tools, before, "Certificates-2", fields);
  expect(changed).toMatchObject({
    kind: "modify",
    before,
    body: { Notes: "kept", CertificateData: fields.CertificateData },
  });
  expect(copy).toMatchObject({
    kind: "create",
    id: "Certificates-2",
    body: {
      Notes: "kept",
      CertificateData: sampleCertificate("rsa.pem").toString("base64"),
      Thumbprint: before.body.Thumbprint,
      Archived: "2026-05-01T00:00:00.000Z",
      ReplacedBy: "Certificates-1",
    },
  });
});

test("with the same file there are no changes", async () => {
  expect(replacement(tools, await stored("rsa.pem"), "x", await file("rsa.pem"))).toEqual([]);
});
