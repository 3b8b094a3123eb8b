import { expect, test } from "vitest";
import { passwordForm } from "./file-password.ts";
import { PURPOSE, pkcs12Key } from "./pkcs12-key.ts";

// Vectors of the Bouncy Castle and OpenSSL projects: password "smeg", one iteration, SHA-1.
test.each([
  [PURPOSE.key, "0a58cf64530d823f", "8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3"],
  [PURPOSE.initialVector, "0a58cf64530d823f", "79993dfe048d3b76"],
  [PURPOSE.key, "642b99ab44fb4b1f", "f3a95fec48d7711e985cfe67908c5ab79fa3d7c5caa5d966"],
  [PURPOSE.mac, "3d83c0e4546ac140", "8d967d88f6caa9d714800ab3d48051d63f73a312"],
] as const)("purpose %i, salt %s", async (purpose, salt, expected) => {
  const { utf16 } = passwordForm("smeg");
  const source = { hash: "sha1", purpose, password: utf16, salt: Buffer.from(salt, "hex") };
  const key = await pkcs12Key({ ...source, iterations: 1 }, expected.length / 2);
  expect(key.toString("hex")).toBe(expected);
});

test("keys are as long as requested, whatever the hash", async () => {
  const source = { purpose: PURPOSE.key, password: passwordForm("a").utf16, salt: Buffer.alloc(8) };
  for (const hash of ["sha1", "sha256", "sha512"]) {
    const long = await pkcs12Key({ ...source, hash, iterations: 2 }, 150);
    expect(long).toHaveLength(150);
    expect(
      (await pkcs12Key({ ...source, hash, iterations: 2 }, 5)).equals(long.subarray(0, 5)),
    ).toBe(true);
  }
});
