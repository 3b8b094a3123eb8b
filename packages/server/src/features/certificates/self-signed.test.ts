import { randomBytes, X509Certificate } from "node:crypto";
import { AsnConvert } from "@peculiar/asn1-schema";
import { Certificate } from "@peculiar/asn1-x509";
import { expect, test } from "vitest";
import { makeSelfSigned } from "./self-signed.ts";

const from = new Date("2049-06-01T12:34:56.789Z");

test.each(["P-256", "P-384", "P-521"] as const)("on the curve %s", async (curve) => {
  const request = { commonName: "www.example.org", organization: "Müller", curve, from };
  const { certificate, key } = await makeSelfSigned(request, randomBytes);
  const read = new X509Certificate(certificate);
  expect(read.subject).toBe("O=Müller\nCN=www.example.org");
  expect(read.issuer).toBe(read.subject);
  expect(read.subjectAltName).toBe("DNS:www.example.org");
  expect(read.ca).toBe(false);
  expect(read.serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/);
  expect(new Date(read.validFrom)).toEqual(new Date("2049-06-01T12:34:56Z"));
  expect(new Date(read.validTo)).toEqual(new Date("2050-06-01T12:34:56Z"));
  expect(read.verify(read.publicKey)).toBe(true);
  expect(read.checkPrivateKey(key)).toBe(true);
  expect(read.publicKey.asymmetricKeyDetails?.namedCurve).toBe(
    { "P-256": "prime256v1", "P-384": "secp384r1", "P-521": "secp521r1" }[curve],
  );
});

test("a certificate of only an organisation names no host", async () => {
  const request = { commonName: undefined, organization: "Example", curve: "P-256", from } as const;
  const { certificate } = await makeSelfSigned(request, randomBytes);
  const read = new X509Certificate(certificate);
  expect([read.subject, read.subjectAltName]).toEqual(["O=Example", undefined]);
});

test("a common name that is not a host name is no alternative name", async () => {
  const request = {
    commonName: "A person",
    organization: undefined,
    curve: "P-256",
    from,
  } as const;
  const { certificate } = await makeSelfSigned(request, randomBytes);
  expect(new X509Certificate(certificate).subjectAltName).toBeUndefined();
});

test.each(['"quoted", + more', "#0500", "back\\slash\\0a", " blank "])(
  "the name %s stays as it is",
  async (name) => {
    const request = { commonName: name, organization: name, curve: "P-256", from } as const;
    const { certificate } = await makeSelfSigned(request, randomBytes);
    const { subject } = AsnConvert.parse(certificate, Certificate).tbsCertificate;
    const values = [...subject].flatMap((part) => [...part].map(({ value }) => value.utf8String));
    expect(values).toEqual([name, name]);
  },
);
