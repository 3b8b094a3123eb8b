import { describe, expect, it } from "vitest";
import { nodeEd25519 } from "../tests/ed25519-node.ts";
import {
  bitFlips,
  memoryTree,
  nodeSha256,
  rejection,
  rejectionCode,
  testKey,
} from "../tests/support.ts";
import { formatCheckpoint } from "./checkpoint.ts";
import { proveInclusion } from "./inclusion.ts";
import type { SignerKey } from "./keys.ts";
import { formatNote, parseNote } from "./note.ts";
import { cosignNote, signNote } from "./open-note.ts";
import type { Policy } from "./policy.ts";
import { openCheckpointUnderPolicy, verifyTlogProof } from "./policy-open.ts";
import { createCosigner, createSigner } from "./signer.ts";

const tree = memoryTree(9);
const head = { size: 9, root: tree.root(9) };
const crypto = { ed25519: nodeEd25519, sha256: nodeSha256 };

const logKey = await testKey("log.example", "note", 1);
const rotatedLogKey = await testKey("log.example", "note", 2);
const otherLogKey = await testKey("other.example", "note", 3);
const witnessKeys = [
  await testKey("one.example", "cosignature", 4),
  await testKey("two.example", "cosignature", 5),
  await testKey("three.example", "cosignature", 6),
] as const;

const policy: Policy = {
  logs: [logKey, rotatedLogKey, otherLogKey].map((key) => ({ key })),
  witnesses: witnessKeys.map((key, i) => ({ name: `w${i + 1}`, key })),
  groups: [{ name: "two", threshold: 2, members: ["w1", "w2", "w3"] }],
  quorum: "two",
};

async function checkpoint(
  log: SignerKey,
  cosigners: readonly SignerKey[],
  origin = "log.example",
): Promise<string> {
  const text = formatCheckpoint({ origin, ...head, extensions: [] });
  const signers = cosigners.map((key) => createCosigner(key, 1_700_000_000, nodeEd25519));
  return signNote(text, [createSigner(log, nodeEd25519), ...signers]);
}

describe("openCheckpointUnderPolicy", () => {
  it("accepts a listed log with enough witnesses, and names them", async () => {
    const note = await checkpoint(logKey, [witnessKeys[2], witnessKeys[0]]);
    const opened = await openCheckpointUnderPolicy(note, policy, crypto);
    expect(opened.checkpoint).toMatchObject(head);
    expect(opened.witnesses).toEqual(["w1", "w3"]);
    await expect(openCheckpointUnderPolicy(note, policy)).resolves.toBeDefined();
  });

  it("accepts either key of a log", async () => {
    const note = await checkpoint(rotatedLogKey, witnessKeys.slice(0, 2));
    await expect(openCheckpointUnderPolicy(note, policy, crypto)).resolves.toBeDefined();
  });

  it("refuses too few witnesses, however often one signs", async () => {
    const once = parseNote(await checkpoint(logKey, [witnessKeys[0]]));
    const again = await cosignNote({ text: once.text, signatures: [] }, [
      createCosigner(witnessKeys[0], 1_700_000_001, nodeEd25519),
    ]);
    const twice = { ...once, signatures: [...once.signatures, ...again.signatures] };
    for (const note of [once, twice]) {
      await expect(openCheckpointUnderPolicy(formatNote(note), policy, crypto)).rejects.toThrow(
        rejection("QUORUM_MISSING"),
      );
    }
  });

  it("does not count witnesses it does not know", async () => {
    const unknown = await testKey("four.example", "cosignature", 7);
    const note = await checkpoint(logKey, [witnessKeys[0], unknown]);
    await expect(openCheckpointUnderPolicy(note, policy, crypto)).rejects.toThrow(
      rejection("QUORUM_MISSING"),
    );
  });

  it("refuses a forged cosignature even with a quorum", async () => {
    const note = parseNote(await checkpoint(logKey, witnessKeys));
    const signatures = note.signatures.with(3, {
      ...(note.signatures[3] ?? { name: "", keyId: "" }),
      signature: new Uint8Array(72),
    });
    const forged = formatNote({ ...note, signatures });
    await expect(openCheckpointUnderPolicy(forged, policy, crypto)).rejects.toThrow(
      rejection("SIGNATURE_INVALID"),
    );
  });

  it("refuses one listed log signing for another, and witnesses signing alone", async () => {
    const impostor = await checkpoint(otherLogKey, witnessKeys, "log.example");
    const stranger = await testKey("stranger.example", "note", 8);
    const unsigned = await checkpoint(stranger, witnessKeys);
    const foreign = await checkpoint(stranger, witnessKeys, "stranger.example");
    for (const note of [impostor, unsigned, foreign]) {
      await expect(openCheckpointUnderPolicy(note, policy, crypto)).rejects.toThrow(
        rejection("SIGNATURE_MISSING"),
      );
    }
  });

  it("accepts no log if none is listed, and no witness if none is required", async () => {
    const note = await checkpoint(logKey, []);
    const trusting: Policy = { ...policy, quorum: undefined };
    const opened = await openCheckpointUnderPolicy(note, trusting, crypto);
    expect(opened.witnesses).toEqual([]);
    await expect(openCheckpointUnderPolicy(note, { ...trusting, logs: [] })).rejects.toThrow(
      rejection("SIGNATURE_MISSING"),
    );
  });

  it("refuses a signed text that is no checkpoint", async () => {
    const note = await signNote("log.example\n", [createSigner(logKey, nodeEd25519)]);
    await expect(openCheckpointUnderPolicy(note, policy, crypto)).rejects.toThrow(
      rejection("CHECKPOINT_MALFORMED"),
    );
  });
});

describe("verifyTlogProof", () => {
  const leafHash = tree.hash({ level: 0, index: 5 });

  async function proof() {
    return {
      index: 5,
      hashes: await proveInclusion(5, 9, tree),
      checkpoint: await checkpoint(logKey, witnessKeys),
    };
  }

  it("accepts the leaf at its place under the policy", async () => {
    const opened = await verifyTlogProof(await proof(), leafHash, policy, crypto);
    expect(opened.checkpoint.size).toBe(9);
    await expect(verifyTlogProof(await proof(), leafHash, policy)).resolves.toBeDefined();
  });

  it("refuses another leaf, index or path", async () => {
    const good = await proof();
    for (const leaf of bitFlips(leafHash)) {
      const code = await rejectionCode(verifyTlogProof(good, leaf, policy, crypto));
      expect(code).toBe("INCLUSION_REFUSED");
    }
    for (const change of [{ index: 4 }, { index: 9 }, { hashes: good.hashes.toReversed() }]) {
      const claim = { ...good, ...change };
      await expect(verifyTlogProof(claim, leafHash, policy, crypto)).rejects.toThrow(
        rejection("INCLUSION_REFUSED"),
      );
    }
  });

  it("refuses a good path under a checkpoint the policy does not accept", async () => {
    const lonely = { ...(await proof()), checkpoint: await checkpoint(logKey, []) };
    await expect(verifyTlogProof(lonely, leafHash, policy, crypto)).rejects.toThrow(
      rejection("QUORUM_MISSING"),
    );
  });
});
