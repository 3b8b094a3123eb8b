/** The frozen log in testdata: written once, and verified from its files in every version. */
import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { sampleEntry, sampleLogFiles } from "../scripts/make-sample-log.mjs";
import { rejection } from "../tests/support.ts";
import * as ledger from "./index.ts";

const folder = new URL("../testdata/sample-log/", import.meta.url);

const reader: ledger.LogReader = {
  async readFile(path) {
    try {
      return await readFile(new URL(path, folder));
    } catch {
      return undefined;
    }
  },
};

const policy = ledger.parsePolicy(await readFile(new URL("policy", folder)));

async function headAt(size: number): Promise<ledger.Checkpoint> {
  const note = await readFile(new URL(`history/checkpoint-${size}`, folder));
  return (await ledger.openCheckpointUnderPolicy(note, policy)).checkpoint;
}

const SIZES = [0, 1, 255, 256, 300, 700];

describe("the sample log", () => {
  it.each(SIZES)("verifies at %i entries", async (size) => {
    const checkpoint = await headAt(size);
    expect(checkpoint.size).toBe(size);
    let entries = 0;
    await ledger.verifyLog(reader, checkpoint, {
      onEntry(index, entry) {
        expect(new Uint8Array(entry)).toEqual(sampleEntry(index));
        entries++;
      },
    });
    expect(entries).toBe(size);
  });

  it("extends itself from each checkpoint to each later one", async () => {
    const newest = await headAt(700);
    const hashes = await ledger.tileHashReader(reader, newest);
    for (const newer of SIZES.slice(1)) {
      for (const older of SIZES.filter((size) => size > 0 && size <= newer)) {
        const proof = await ledger.proveConsistency(older, newer, hashes);
        const claim = { older: await headAt(older), newer: await headAt(newer), proof };
        ledger.checkConsistency(claim);
      }
    }
  });

  it("carries a proof file that holds for its entry only", async () => {
    const proof = ledger.parseTlogProof(await readFile(new URL("entry-299.tlog-proof", folder)));
    const { witnesses } = await ledger.verifyTlogProof(
      proof,
      ledger.hashLeaf(sampleEntry(299)),
      policy,
    );
    expect(witnesses).toEqual(["w1", "w2"]);
    const other = ledger.verifyTlogProof(proof, ledger.hashLeaf(sampleEntry(298)), policy);
    await expect(other).rejects.toThrow(rejection("INCLUSION_REFUSED"));
  });

  it("is cosigned a minute apart from 2026-01-01 on", async () => {
    const note = ledger.parseNote(await readFile(new URL("checkpoint", folder)));
    const times = note.signatures.map(({ signature }) => ledger.cosignatureTime(signature));
    expect(times).toEqual([undefined, 1_767_225_900, 1_767_225_900]);
  });

  it("is what the script makes, byte for byte, and nothing more", async () => {
    const files = await sampleLogFiles(ledger);
    for (const { path, bytes } of files) {
      expect(new Uint8Array(await readFile(new URL(path, folder))), path).toEqual(bytes);
    }
    const found = await readdir(folder, { recursive: true, withFileTypes: true });
    expect(found.filter((entry) => entry.isFile())).toHaveLength(files.length);
  });
});
