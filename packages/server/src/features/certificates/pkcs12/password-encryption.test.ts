import { randomBytes } from "node:crypto";
import { AlgorithmIdentifier } from "@peculiar/asn1-x509";
import { expect, test } from "vitest";
import { passwordForm } from "./file-password.ts";
import { decryptWithPassword, encryptWithPassword, iterationsOf } from "./password-encryption.ts";

const plain = Buffer.from("the key");
const asIs = (bytes: Buffer) => bytes;

test("what is encrypted is decrypted only with the same password", async () => {
  const password = passwordForm("open sesame");
  const { method, encrypted } = await encryptWithPassword(plain, password, randomBytes);
  expect(encrypted).not.toContain(plain);
  expect(await decryptWithPassword(method, encrypted, password, asIs)).toEqual(plain);
  const refuseOthers = (bytes: Buffer) => {
    if (!bytes.equals(plain)) throw new TypeError("Not the key");
    return bytes;
  };
  const wrong = passwordForm("open barley");
  expect(await decryptWithPassword(method, encrypted, wrong, refuseOthers)).toBeUndefined();
});

test("unsupported methods are refused", async () => {
  const method = new AlgorithmIdentifier({ algorithm: "1.2.3", parameters: null });
  await expect(decryptWithPassword(method, plain, passwordForm(""), asIs)).rejects.toMatchObject({
    errors: ["The file uses an unsupported encryption method: 1.2.3."],
  });
});

test.each<[number | string, boolean]>([
  [1, true],
  [1_000_000, true],
  [0, false],
  [1_000_001, false],
  [1.5, false],
  ["99999999999999999999", false],
])("%s iterations are accepted: %s", (stated, accepted) => {
  const read = () => iterationsOf(stated);
  if (accepted) expect(read()).toBe(Number(stated));
  else expect(read).toThrow(expect.objectContaining({ code: "invalid" }));
});
