import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixed } from "../tests/arbitraries.ts";
import { nodeEd25519 } from "../tests/ed25519-node.ts";
import { bitFlips, rejection, testKey, utf8 } from "../tests/support.ts";
import { concatBytes, u64be } from "./bytes.ts";
import { formatVerifierKey } from "./keys.ts";
import { cosignatureTime, createCosigner, createSigner, createVerifier } from "./signer.ts";

const noteKey = await testKey("log.example", "note", 1);
const witnessKey = await testKey("witness.example", "cosignature", 2);
const message = utf8("log.example\n1\nroot\n");

describe("note signers", () => {
  it("sign the text itself, and the verifier agrees", async () => {
    const signature = await createSigner(noteKey).sign(message);
    expect(signature).toEqual(await nodeEd25519.sign(noteKey.seed, message));
    expect(await createVerifier(noteKey).verify(message, signature)).toBe(true);
    expect(await createVerifier(noteKey, nodeEd25519).verify(message, signature)).toBe(true);
  });

  it("carry name and key ID of the key, also when read from its text", () => {
    const { name, keyId } = noteKey;
    expect(createSigner(noteKey)).toMatchObject({ name, keyId });
    expect(createVerifier(formatVerifierKey(noteKey))).toMatchObject({ name, keyId });
  });

  it("are refused any flipped bit, other text and other lengths", async () => {
    const verifier = createVerifier(noteKey, nodeEd25519);
    const signature = await createSigner(noteKey, nodeEd25519).sign(message);
    for (const forged of bitFlips(signature)) {
      expect(await verifier.verify(message, forged)).toBe(false);
    }
    expect(await verifier.verify(utf8("other\n"), signature)).toBe(false);
    for (const length of [0, 1, 63, 65, 72]) {
      expect(await verifier.verify(message, new Uint8Array(length))).toBe(false);
    }
  });
});

describe("cosigners", () => {
  it("sign a header, the time and the text, and send the time along", async () => {
    const time = 1_700_000_000;
    const line = await createCosigner(witnessKey, time, nodeEd25519).sign(message);
    const signed = concatBytes(utf8("cosignature/v1\ntime 1700000000\n"), message);
    const expected = await nodeEd25519.sign(witnessKey.seed, signed);
    expect(line).toEqual(concatBytes(u64be(time), expected));
    expect(await createVerifier(witnessKey).verify(message, line)).toBe(true);
  });

  it("are refused any flipped bit, of the time too", async () => {
    const verifier = createVerifier(witnessKey, nodeEd25519);
    const line = await createCosigner(witnessKey, 1_700_000_000, nodeEd25519).sign(message);
    for (const forged of bitFlips(line)) {
      expect(await verifier.verify(message, forged)).toBe(false);
    }
    for (const odd of [line.subarray(1), line.subarray(8), concatBytes(line, line)]) {
      expect(await verifier.verify(message, odd)).toBe(false);
    }
  });

  it("do not pass for notes, nor notes for cosignatures", async () => {
    const plain = await nodeEd25519.sign(witnessKey.seed, message);
    const dated = concatBytes(u64be(1), plain);
    expect(await createVerifier(witnessKey, nodeEd25519).verify(message, plain)).toBe(false);
    expect(await createVerifier(witnessKey, nodeEd25519).verify(message, dated)).toBe(false);
  });

  it("give their time back", () => {
    const time = fc.maxSafeNat().map((value) => value);
    fc.assert(
      fc.property(time, (value) => {
        expect(cosignatureTime(concatBytes(u64be(value), new Uint8Array(64)))).toBe(value);
      }),
      fixed,
    );
  });

  it("have no time beyond 2^53-1 or in another length", () => {
    const late = new Uint8Array(72).fill(0xff, 0, 8);
    expect(cosignatureTime(late)).toBeUndefined();
    expect(cosignatureTime(new Uint8Array(72).with(1, 0x20))).toBeUndefined();
    expect(cosignatureTime(new Uint8Array(71))).toBeUndefined();
    expect(cosignatureTime(new Uint8Array())).toBeUndefined();
  });

  it.each([0, -1, 0.5, 2 ** 53])("do not sign for the time %d", (time) => {
    expect(() => createCosigner(witnessKey, time)).toThrow(rejection("ARGUMENT_INVALID"));
  });
});

it("each kind of signer takes its kind of key only", () => {
  expect(() => createSigner(witnessKey)).toThrow(rejection("KEY_UNSUPPORTED"));
  expect(() => createCosigner(noteKey, 1)).toThrow(rejection("KEY_UNSUPPORTED"));
});
