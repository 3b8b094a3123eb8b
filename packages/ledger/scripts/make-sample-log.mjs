/**
 * Makes the frozen log in testdata/sample-log: run `npm run sample-log -w @indelible/ledger`. The
 * output is always the same, and a test relies on that. All keys are test keys.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

const ORIGIN = "ledger.example/sample";

/** Tree sizes at which the sample log signed a checkpoint, chosen around the width of a tile. */
const SIZES = [0, 1, 255, 256, 300, 700];

/** 2026-01-01T00:00:00Z in POSIX seconds; each checkpoint is cosigned a minute after the last. */
const FIRST_TIME = 1_767_225_600;

/** The entry that the sample's proof file proves. */
const PROVED_INDEX = 299;

/** @import * as Ledger from "../src/index.ts" */

/**
 * Entry `index` of the sample: short texts, with an empty entry and one of all byte values.
 * @param {number} index
 */
export function sampleEntry(index) {
  if (index === 5) return new Uint8Array();
  if (index === 7) return Uint8Array.from({ length: 256 }, (_, byte) => byte);
  return utf8(`sample entry ${index}`);
}

/**
 * All files of the sample log as { path, bytes }.
 * @param {typeof Ledger} ledger the package, as built or as source
 */
export async function sampleLogFiles(ledger) {
  const { logKey, witnessKeys } = await sampleKeys(ledger);
  /** @type {Map<string, Uint8Array>} */
  const files = new Map();
  let edge = ledger.EMPTY_LOG_EDGE;
  let checkpoint = "";
  for (const [step, size] of SIZES.entries()) {
    const start = SIZES[step - 1] ?? 0;
    const batch = Array.from({ length: size - start }, (_, i) => sampleEntry(start + i));
    const growth = ledger.growLog(edge, batch);
    edge = growth.edge;
    for (const { path, bytes } of growth.files) files.set(path, bytes);
    const text = ledger.formatCheckpoint({ origin: ORIGIN, ...growth.tree, extensions: [] });
    checkpoint = await ledger.signNote(text, [
      ledger.createSigner(logKey),
      ...witnessKeys.map((key) => ledger.createCosigner(key, FIRST_TIME + 60 * step)),
    ]);
    files.set(`history/checkpoint-${size}`, utf8(checkpoint));
  }
  files.set("checkpoint", utf8(checkpoint));
  files.set("policy", utf8(samplePolicy(ledger, logKey, witnessKeys)));
  const proof = await sampleProof(ledger, files, checkpoint);
  files.set(`entry-${PROVED_INDEX}.tlog-proof`, utf8(proof));
  return [...files].map(([path, bytes]) => ({ path, bytes }));
}

/**
 * Test keys, their seeds the hashes of short texts.
 * @param {typeof Ledger} ledger
 */
async function sampleKeys({ newSignerKey, sha256 }) {
  const seed = (/** @type {string} */ text) => sha256(utf8(`sample ${text}`));
  return {
    logKey: await newSignerKey(ORIGIN, "note", seed("log")),
    witnessKeys: [
      await newSignerKey("witness.example/one", "cosignature", seed("witness one")),
      await newSignerKey("witness.example/two", "cosignature", seed("witness two")),
    ],
  };
}

/** @param {string} text */
function utf8(text) {
  return new TextEncoder().encode(text);
}

/**
 * @param {typeof Ledger} ledger
 * @param {Ledger.VerifierKey} logKey
 * @param {readonly Ledger.VerifierKey[]} witnessKeys
 */
function samplePolicy(ledger, logKey, witnessKeys) {
  const witnesses = witnessKeys.map((key, i) => ({ name: `w${i + 1}`, key }));
  const members = witnesses.map(({ name }) => name);
  return ledger.formatPolicy({
    logs: [{ key: logKey }],
    witnesses,
    groups: [{ name: "both", threshold: 2, members }],
    quorum: "both",
  });
}

/**
 * @param {typeof Ledger} ledger
 * @param {Map<string, Uint8Array>} files
 * @param {string} checkpoint
 */
async function sampleProof(ledger, files, checkpoint) {
  const tree = ledger.parseCheckpoint(ledger.parseNote(checkpoint).text);
  const reader = { readFile: async (/** @type {string} */ path) => files.get(path) };
  const nodes = await ledger.tileHashReader(reader, tree);
  const hashes = await ledger.proveInclusion(PROVED_INDEX, tree.size, nodes);
  const extra = sampleEntry(PROVED_INDEX);
  return ledger.formatTlogProof({ extra, index: PROVED_INDEX, hashes, checkpoint });
}

async function main() {
  const folder = fileURLToPath(new URL("../testdata/sample-log/", import.meta.url));
  await rm(folder, { recursive: true, force: true });
  for (const { path, bytes } of await sampleLogFiles(await import("@indelible/ledger"))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) await main();
