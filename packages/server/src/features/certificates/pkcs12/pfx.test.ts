import { createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { createSecureContext } from "node:tls";
import { PFX } from "@peculiar/asn1-pfx";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import { describe, expect, test } from "vitest";
import { sampleCertificate as sample } from "../../../../../../test/support/sample-certificates.ts";
import { readCertificateFile } from "../certificate-file.ts";
import { readPfx } from "./read-pfx.ts";
import { writePfx } from "./write-pfx.ts";

describe("a PFX file that is written", () => {
  test.each([
    ["rsa-bundle.pem", "open sesame"],
    ["ec-bundle.pem", "Pässwörd 😀"],
    ["ec-bundle.pem", ""],
  ])(
    "with the contents of %s, password '%s', is read by this server and OpenSSL",
    async (name, password) => {
      const { certificate, chain, privateKey } = await readCertificateFile(sample(name), "");
      const certificates = [certificate, ...chain].map(({ raw }) => raw);
      const bytes = await writePfx({ certificates, key: privateKey, password }, randomBytes);
      const again = await readPfx(bytes, password);
      expect(again.certificates).toEqual(certificates);
      expect(again.keys.map((key) => privateKey?.equals(key))).toEqual([true]);
      createSecureContext({ pfx: bytes, passphrase: password });
      await expect(readPfx(bytes, `${password}x`)).rejects.toThrow();
    },
  );

  test("without a key contains only certificates", async () => {
    const { certificate } = await readCertificateFile(sample("rsa.der"), "");
    const contents = { certificates: [certificate.raw], key: undefined, password: "secret" };
    const again = await readPfx(await writePfx(contents, randomBytes), "secret");
    expect(again).toEqual({ certificates: [certificate.raw], keys: [] });
  });

  test("reveals nothing of its contents", async () => {
    const { privateKey } = generateKeyPairSync("ed25519");
    const { certificate } = await readCertificateFile(sample("rsa.der"), "");
    const contents = { certificates: [certificate.raw], key: privateKey, password: "secret" };
    const bytes = await writePfx(contents, randomBytes);
    expect(bytes.includes("www.example.org")).toBe(false);
    const secret = createPublicKey(privateKey).export({ format: "der", type: "spki" });
    expect(bytes.includes(secret.subarray(-32))).toBe(false);
  });
});

test("lengths may be indefinite and strings split (BER), as Java programs write them", async () => {
  const { authSafe, macData } = AsnConvert.parse(sample("rsa-3des.pfx"), PFX);
  const content = Buffer.from(AsnConvert.parse(authSafe.content, OctetString).buffer);
  const pieces = [content.subarray(0, 1000), content.subarray(1000)].map((piece) =>
    Buffer.from(AsnConvert.serialize(new OctetString(piece))),
  );
  const bytes = open(
    "30",
    Buffer.from("020103", "hex"),
    open("30", Buffer.from("06092a864886f70d010701", "hex"), open("a0", open("24", ...pieces))),
    Buffer.from(AsnConvert.serialize(macData)),
  );
  const { certificates, keys } = await readPfx(bytes, "open sesame");
  expect([certificates.length, keys.length]).toEqual([3, 1]);
});

/** An encoding of indefinite length. */
function open(tag: string, ...content: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from(`${tag}80`, "hex"), ...content, Buffer.alloc(2)]);
}
