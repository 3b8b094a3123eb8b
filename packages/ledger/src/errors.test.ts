import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { LEDGER_ERRORS, LedgerError } from "./errors.ts";
import * as ledger from "./index.ts";

const sources = await Promise.all(
  (await readdir(new URL(".", import.meta.url)))
    .filter((name) => name.endsWith(".ts"))
    .map(async (name) => [name, await readFile(new URL(name, import.meta.url), "utf8")] as const),
);

describe("LedgerError", () => {
  it("is an Error with code, message and cause", () => {
    const cause = new RangeError("why");
    const error = new LedgerError("LOG_MISMATCH", "what", { cause });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: "LedgerError",
      code: "LOG_MISMATCH",
      message: "what",
      cause,
    });
    expect(String(error)).toBe("LedgerError: what");
  });

  it.each(Object.keys(LEDGER_ERRORS))("%s is thrown by the package and met by a test", (code) => {
    const naming = sources.filter(([, text]) => text.includes(`"${code}"`)).map(([name]) => name);
    const isTest = (name: string) => name.endsWith(".test.ts");
    expect(naming.filter((name) => !isTest(name) && name !== "errors.ts")).not.toEqual([]);
    expect(naming.filter(isTest)).not.toEqual([]);
  });

  it("has a sentence for each code", () => {
    for (const sentence of Object.values(LEDGER_ERRORS)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});

describe("sources", () => {
  it("throw only LedgerError", () => {
    for (const [name, text] of sources.filter(([file]) => !file.endsWith(".test.ts"))) {
      expect(text, name).not.toMatch(/throw new (?!LedgerError)/);
    }
  });

  it("each have a test with the same name, or with the name of the file they serve", () => {
    const served: Readonly<Record<string, string>> = {
      "hash-reader": "inclusion",
      index: "errors",
      "message-body": "tlog-proof",
      "note-signature": "note",
      "open-checkpoint": "checkpoint",
      "policy-parse": "policy",
      "proof-plan": "inclusion",
    };
    const names = new Set(sources.map(([name]) => name));
    for (const name of names) {
      const stem = name.replace(/(\.test)?\.ts$/, "");
      const test = `${served[stem] ?? stem}.test.ts`;
      expect(names.has(test), `${name} needs ${test}`).toBe(true);
    }
  });
});

it("index exports this and nothing else", () => {
  expect(Object.keys(ledger).sort()).toMatchInlineSnapshot(`
    [
      "EMPTY_EDGE",
      "EMPTY_LOG_EDGE",
      "HASH_SIZE",
      "LEDGER_ERRORS",
      "LedgerError",
      "MAX_BUNDLE_BYTES",
      "MAX_CACHED_TILES",
      "MAX_CHAINED_KEYS",
      "MAX_ENTRY_BYTES",
      "MAX_EXTRA_BYTES",
      "MAX_NAME_BYTES",
      "MAX_NOTE_BYTES",
      "MAX_NOTE_SIGNATURES",
      "MAX_POLICY_BYTES",
      "MAX_PROOF_HASHES",
      "MAX_TILE_LEVEL",
      "TILE_WIDTH",
      "TREE_SIZE_CONTENT_TYPE",
      "appendLeaves",
      "checkConsistency",
      "checkInclusion",
      "completeSubtrees",
      "consistencyPlan",
      "cosignNote",
      "cosignatureTime",
      "createCosigner",
      "createSigner",
      "createVerifier",
      "edgeTree",
      "emptyRoot",
      "formatAddCheckpointRequest",
      "formatAddCheckpointResponse",
      "formatCheckpoint",
      "formatEntryBundle",
      "formatHash",
      "formatKeyStatement",
      "formatNote",
      "formatPolicy",
      "formatSignatureLine",
      "formatSignerKey",
      "formatTile",
      "formatTilePath",
      "formatTlogProof",
      "formatTreeSize",
      "formatVerifierKey",
      "growLog",
      "hashChildren",
      "hashLeaf",
      "inclusionPlan",
      "isQuorumMet",
      "keyChain",
      "logOfKeys",
      "newBundles",
      "newSignerKey",
      "newTiles",
      "newVerifierKey",
      "openCheckpoint",
      "openCheckpointUnderPolicy",
      "openKeyStatement",
      "openNote",
      "parseAddCheckpointRequest",
      "parseAddCheckpointResponse",
      "parseCheckpoint",
      "parseEntryBundle",
      "parseHash",
      "parseKeyStatement",
      "parseNote",
      "parsePolicy",
      "parseSignerKey",
      "parseTile",
      "parseTilePath",
      "parseTlogProof",
      "parseTreeSize",
      "parseVerifierKey",
      "placeNode",
      "proveConsistency",
      "proveInclusion",
      "readEntry",
      "readLogEdge",
      "sha256",
      "signKeyStatement",
      "signNote",
      "storedNodeCount",
      "tileHashReader",
      "tileNodes",
      "verifyExtension",
      "verifyLog",
      "verifyTlogProof",
      "webCryptoEd25519",
    ]
  `);
});
