import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { bytes, fixed } from "../tests/arbitraries.ts";
import { nodeEd25519 } from "../tests/ed25519-node.ts";
import { bitFlips, fromHex, rejection } from "../tests/support.ts";
import { toHex } from "./bytes.ts";
import { webCryptoEd25519 } from "./ed25519.ts";

afterEach(() => vi.unstubAllGlobals());

describe("webCryptoEd25519", () => {
  it("gives RFC 8032 test vector 2", async () => {
    const seed = fromHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    const publicKey = await webCryptoEd25519.publicKey(seed);
    const signature = await webCryptoEd25519.sign(seed, fromHex("72"));
    expect(toHex(publicKey)).toBe(
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    );
    expect(toHex(signature)).toBe(
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da" +
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    );
  });

  it("agrees with node:crypto in both directions", async () => {
    await fc.assert(
      fc.asyncProperty(bytes(32), bytes(0, 100), async (seed, message) => {
        const publicKey = await webCryptoEd25519.publicKey(seed);
        expect(publicKey).toEqual(await nodeEd25519.publicKey(seed));
        const signature = await webCryptoEd25519.sign(seed, message);
        expect(signature).toEqual(await nodeEd25519.sign(seed, message));
        expect(await webCryptoEd25519.verify(publicKey, message, signature)).toBe(true);
        expect(await nodeEd25519.verify(publicKey, message, signature)).toBe(true);
      }),
      { ...fixed, numRuns: 25 },
    );
  });

  it("refuses a signature with any bit flipped", async () => {
    const seed = new Uint8Array(32).fill(9);
    const message = new TextEncoder().encode("text\n");
    const publicKey = await webCryptoEd25519.publicKey(seed);
    const signature = await webCryptoEd25519.sign(seed, message);
    for (const forged of bitFlips(signature)) {
      expect(await webCryptoEd25519.verify(publicKey, message, forged)).toBe(false);
    }
  });

  it("answers false to a signature of another length", async () => {
    const seed = new Uint8Array(32).fill(9);
    const publicKey = await webCryptoEd25519.publicKey(seed);
    for (const length of [0, 63, 65]) {
      const forged = new Uint8Array(length);
      expect(await webCryptoEd25519.verify(publicKey, seed, forged)).toBe(false);
    }
  });

  it("says so where the runtime has no Ed25519", async () => {
    const cause = new DOMException("no such algorithm", "NotSupportedError");
    const importKey = () => Promise.reject(cause);
    vi.stubGlobal("crypto", { subtle: { importKey } });
    const seed = new Uint8Array(32);
    for (const attempt of [
      webCryptoEd25519.publicKey(seed),
      webCryptoEd25519.sign(seed, seed),
      webCryptoEd25519.verify(seed, seed, new Uint8Array(64)),
    ]) {
      await expect(attempt).rejects.toThrow(rejection("CRYPTO_UNAVAILABLE"));
      await expect(attempt).rejects.toHaveProperty("cause", cause);
    }
  });

  it("says so where an exported key lacks its public part", async () => {
    const subtle = { importKey: async () => ({}), exportKey: async () => ({ x: "*" }) };
    vi.stubGlobal("crypto", { subtle });
    await expect(webCryptoEd25519.publicKey(new Uint8Array(32))).rejects.toThrow(
      rejection("CRYPTO_UNAVAILABLE"),
    );
  });
});
