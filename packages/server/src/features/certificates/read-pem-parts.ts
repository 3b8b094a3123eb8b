import { createPrivateKey, type KeyObject } from "node:crypto";
import { invalid } from "@indelible/kernel";
import type { FileParts } from "./file-parts.ts";
import { type PemBlock, readPem } from "./pem.ts";
import { openKey } from "./pkcs12/encrypted-key.ts";
import { passwordForms, passwordRefused } from "./pkcs12/file-password.ts";

/**
 * Reads a PEM file. Fails with `invalid` for a wrong password, and for a key that cannot be read.
 */
export async function readPemParts(bytes: Buffer, password: string): Promise<FileParts> {
  const text = bytes.toString("latin1");
  const blocks = readPem(text);
  const certificates = blocks
    .filter(({ label }) => label === "CERTIFICATE" || label === "X509 CERTIFICATE")
    .map((block) => block.bytes);
  const keyBlocks = blocks.filter(({ label }) => label.endsWith("PRIVATE KEY"));
  if (keyBlocks.length > 1) throw invalid("The file contains more than one private key.");
  // Downloads of the uploaded file would otherwise contain a key without the permission check for
  // keys.
  if (keyBlocks.length === 0 && text.includes("PRIVATE KEY")) throw unreadableKey();
  const keys = await Promise.all(keyBlocks.map((block) => keyIn(block, password)));
  return { certificates, keys };
}

async function keyIn({ label, text, bytes }: PemBlock, password: string): Promise<KeyObject> {
  if (label === "ENCRYPTED PRIVATE KEY") {
    for (const form of passwordForms(password)) {
      const key = await openKey(bytes, form);
      if (key !== undefined) return key;
    }
    throw passwordRefused(password);
  }
  try {
    return createPrivateKey({ key: text, format: "pem", passphrase: password });
  } catch {
    if (text.includes("ENCRYPTED")) throw passwordRefused(password);
    throw unreadableKey();
  }
}

function unreadableKey() {
  return invalid("The private key in the file cannot be read.");
}
