import {
  appendLeaves,
  createSigner,
  EMPTY_EDGE,
  edgeTree,
  formatCheckpoint,
  formatTlogProof,
  formatVerifierKey,
  hashLeaf,
  newSignerKey,
  newVerifierKey,
  proveInclusion,
  sha256,
  signNote,
  webCryptoEd25519,
} from "@indelible/ledger";
import { canonicalize } from "@indelible/trail/pure";
import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { ProofResource } from "../../model/answers/ledger.ts";
import type { LedgerIdentity } from "../../model/ledger/known-ledger.ts";
import { sampleRecord } from "../../testing/sample-record.ts";
import { verifyEvent } from "./verify-event.ts";

const ORIGIN = "indelible/test";
const { recorded, shown } = sampleRecord();
const Event = canonicalize(recorded);

/** A key of a ledger, made from one byte. */
async function identityOf(seedByte: number, origin = ORIGIN): Promise<LedgerIdentity> {
  const publicKey = await webCryptoEd25519.publicKey(seedOf(seedByte));
  return {
    origin,
    verifierKey: formatVerifierKey(await newVerifierKey(origin, "note", publicKey)),
  };
}

function seedOf(byte: number): Uint8Array {
  return new Uint8Array(32).fill(byte);
}

/** A ledger of five entries, of which the event is number 2, signed with a key. */
async function proofOf(event: string, seedByte = 1): Promise<ProofResource> {
  const texts = ["a", "b", event, "d", "e"];
  const leaves = texts.map((text) => hashLeaf(sha256(new TextEncoder().encode(text))));
  const { edge, nodes } = appendLeaves(EMPTY_EDGE, leaves);
  const stored = new Map(nodes.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
  const tree = edgeTree(edge);
  const hashes = await proveInclusion(2, tree.size, {
    readHashes: async (wanted) =>
      wanted.map(({ level, index }) => stored.get(`${level}/${index}`) ?? new Uint8Array(32)),
  });
  const key = await newSignerKey(ORIGIN, "note", seedOf(seedByte));
  const text = formatCheckpoint({ origin: ORIGIN, ...tree, extensions: [] });
  const checkpoint = await signNote(text, [createSigner(key)]);
  return { Id: shown.Id, Event: event, Proof: formatTlogProof({ index: 2, hashes, checkpoint }) };
}

let proof: ProofResource;
let ledger: LedgerIdentity;

beforeAll(async () => {
  proof = await proofOf(Event);
  ledger = await identityOf(1);
});

describe("an event", () => {
  it("is proved by its own bytes, the proof and the key", async () => {
    expect(await verifyEvent(proof, shown, ledger)).toEqual({
      kind: "proved",
      index: 2,
      size: 5,
      signedBy: expect.stringMatching(/^indelible\/test\+[0-9a-f]{8}$/),
      otherSignatures: 0,
    });
  });

  it("is not proved when any of its bytes was changed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(Event.length - 1), async (place) => {
        const other = Event[place] === "x" ? "y" : "x";
        const changed = Event.slice(0, place) + other + Event.slice(place + 1);
        const verdict = await verifyEvent({ ...proof, Event: changed }, shown, ledger);
        expect(verdict).toMatchObject({ kind: "broken", reason: "INCLUSION_REFUSED" });
      }),
      { numRuns: 50 },
    );
  });

  it("is not proved with the key of another log", async () => {
    expect(await verifyEvent(proof, shown, await identityOf(2))).toMatchObject({
      kind: "broken",
      reason: "SIGNATURE_MISSING",
    });
    expect(await verifyEvent(await proofOf(Event, 2), shown, ledger)).toMatchObject({
      reason: "SIGNATURE_MISSING",
    });
  });

  it("is not proved by another ledger's checkpoint", async () => {
    const other = { ...ledger, origin: "indelible/other" };
    expect(await verifyEvent(proof, shown, other)).toMatchObject({
      kind: "broken",
      reason: "ORIGIN_MISMATCH",
    });
  });

  it("is not proved by a checkpoint changed after it was signed", async () => {
    const Proof = proof.Proof.replace(`\n${ORIGIN}\n5\n`, `\n${ORIGIN}\n6\n`);
    expect(Proof).not.toBe(proof.Proof);
    expect(await verifyEvent({ ...proof, Proof }, shown, ledger)).toMatchObject({
      kind: "broken",
      reason: "SIGNATURE_INVALID",
    });
  });

  it.each(["", "no proof", "c2sp.org/tlog-proof@v1\nindex 2\n\n"])(
    "is not proved by what is no proof: %j",
    async (Proof) => {
      const verdict = await verifyEvent({ ...proof, Proof }, shown, ledger);
      expect(verdict).toMatchObject({ kind: "broken", meaning: expect.stringContaining("proof") });
    },
  );

  it("cannot be proved with a key that is none", async () => {
    const verdict = await verifyEvent(proof, shown, { ...ledger, verifierKey: "none" });
    expect(verdict).toMatchObject({ kind: "broken", reason: "KEY_MALFORMED" });
  });
});

describe("a personal member", () => {
  const values = { Username: { Salt: "c2FsdA", Value: "alice" } };
  const commitment = "1".repeat(64);

  /** The event with a commitment in place of its user name, and its proof. */
  async function committed(commitments: Record<string, string>) {
    const event = { ...recorded, Username: null, Personal: commitments };
    return proofOf(canonicalize(event));
  }

  it("may be shown with the value that was committed to", async () => {
    const hash = sha256(new TextEncoder().encode('["c2FsdA","alice"]'));
    const Username = Buffer.from(hash).toString("hex");
    const answer = { ...(await committed({ Username })), Personal: values };
    expect(await verifyEvent(answer, shown, ledger)).toMatchObject({ kind: "proved" });
    const erased = { ...answer, Personal: {} };
    const blank = { ...shown, Username: null };
    expect(await verifyEvent(erased, blank, ledger)).toMatchObject({ kind: "proved" });
    expect(await verifyEvent(erased, shown, ledger)).toMatchObject({
      reason: "EVENT_DIFFERS_FROM_PAGE",
      detail: "It differs in Username.",
    });
  });

  it("is rejected with another value", async () => {
    const answer = { ...(await committed({ Username: commitment })), Personal: values };
    expect(await verifyEvent(answer, shown, ledger)).toMatchObject({
      reason: "EVENT_DIFFERS_FROM_PAGE",
    });
  });

  it("needs a commitment", async () => {
    const lying = { ...shown, Username: "mallory" };
    const Personal = { Username: { Salt: "c2FsdA", Value: "mallory" } };
    expect(await verifyEvent({ ...proof, Personal }, lying, ledger)).toMatchObject({
      reason: "EVENT_DIFFERS_FROM_PAGE",
    });
  });
});

describe("the format", () => {
  it("may be the first", async () => {
    const { SecretDigests: _, Image: _1, Personal: _2, Trace: _3, Tags: _4, ...members } = recorded;
    const old = canonicalize({ ...members, Format: "indelible-event/1" });
    expect(await verifyEvent(await proofOf(old), shown, ledger)).toMatchObject({ kind: "proved" });
  });

  it("must be known", async () => {
    const later = canonicalize({ ...recorded, Format: "indelible-event/4" });
    expect(await verifyEvent(await proofOf(later), shown, ledger)).toMatchObject({
      kind: "broken",
      reason: "EVENT_FORMAT_UNKNOWN",
      detail: expect.stringContaining("indelible-event/4"),
    });
  });
});

describe("the page", () => {
  it("is found out when it shows another event than the proved one", async () => {
    const lying = { ...shown, Username: "mallory" };
    expect(await verifyEvent(proof, lying, ledger)).toMatchObject({
      kind: "broken",
      reason: "EVENT_DIFFERS_FROM_PAGE",
      detail: "It differs in Username.",
    });
  });

  it("is found out when it names another entry", async () => {
    expect(await verifyEvent(proof, { ...shown, LedgerIndex: 3 }, ledger)).toMatchObject({
      kind: "broken",
      reason: "INDEX_DIFFERS_FROM_PAGE",
    });
  });

  it.each(["[]", "not JSON"])("is found out when what is proved is no event: %s", async (text) => {
    expect(await verifyEvent(await proofOf(text), shown, ledger)).toMatchObject({
      kind: "broken",
      reason: "EVENT_UNREADABLE",
    });
  });
});

it("a browser without Ed25519 says that it cannot tell", async () => {
  vi.stubGlobal("crypto", {});
  try {
    expect(await verifyEvent(proof, shown, ledger)).toEqual({ kind: "unavailable" });
  } finally {
    vi.unstubAllGlobals();
  }
});
