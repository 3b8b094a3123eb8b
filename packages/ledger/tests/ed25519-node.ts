import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import type { Ed25519 } from "../src/index.ts";

const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");
const SPKI_PREFIX = Buffer.from("302a300506032b6570032100", "hex");

function privateKey(seed: Uint8Array) {
  return createPrivateKey({
    key: Buffer.concat([PKCS8_PREFIX, seed]),
    format: "der",
    type: "pkcs8",
  });
}

/** Ed25519 by `node:crypto`, synchronous: a second implementation to test against. */
export const nodeEd25519: Ed25519 = {
  verify(publicKey, message, signature) {
    const der = Buffer.concat([SPKI_PREFIX, publicKey]);
    const key = createPublicKey({ key: der, format: "der", type: "spki" });
    return verify(null, message, key, signature);
  },
  sign(seed, message) {
    return new Uint8Array(sign(null, message, privateKey(seed)));
  },
  publicKey(seed) {
    const der = createPublicKey(privateKey(seed)).export({ format: "der", type: "spki" });
    return new Uint8Array(der.subarray(SPKI_PREFIX.length));
  },
};
