import { formatVerifierKey, newSignerKey } from "@indelible/ledger";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { ORIGIN, sampleLog, VERIFIER_KEY } from "../../testing/sample-log.ts";
import { checkCheckpoint } from "./check-checkpoint.ts";

const ledger = { origin: ORIGIN, verifierKey: VERIFIER_KEY };
const log = sampleLog("a", 20);
const fork = sampleLog("b", 20, 4);
const keptAt = async (size: number, from = log) => ({
  note: await from.noteAt(size),
  verifierKey: VERIFIER_KEY,
});

describe("the newest checkpoint", () => {
  it("is the first one that the browser saw", async () => {
    const note = await log.noteAt(5);
    const verdict = await checkCheckpoint({ note, ledger, kept: undefined, files: log.reader });
    expect(verdict).toEqual({
      kind: "consistent",
      kept: undefined,
      newest: { size: 5, root: note.split("\n")[2] },
    });
  });

  it("extends the kept one at any sizes", async () => {
    const size = fc.integer({ min: 0, max: 20 });
    await fc.assert(
      fc.asyncProperty(size, size, async (a, b) => {
        const [older, newer] = [Math.min(a, b), Math.max(a, b)];
        const verdict = await checkCheckpoint({
          note: await log.noteAt(newer),
          ledger,
          kept: await keptAt(older),
          files: log.reader,
        });
        expect(verdict).toMatchObject({
          kind: "consistent",
          kept: { size: older },
          newest: { size: newer },
        });
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ["smaller", 9, 7, log],
    ["smaller", 9, 7, fork],
    ["same-size", 9, 9, fork],
    ["rewritten", 9, 12, fork],
  ])("contradicts the kept one: %s", async (reason, older, newer, served) => {
    const verdict = await checkCheckpoint({
      note: await served.noteAt(newer),
      ledger,
      kept: await keptAt(older),
      files: served.reader,
    });
    expect(verdict).toMatchObject({
      kind: "contradicting",
      reason,
      kept: { size: older },
      newest: { size: newer },
    });
  });

  it("contradicts when the tiles are of another tree", async () => {
    const verdict = await checkCheckpoint({
      note: await fork.noteAt(12),
      ledger,
      kept: await keptAt(9),
      files: log.reader,
    });
    expect(verdict).toMatchObject({ kind: "contradicting", reason: "other-tiles" });
  });

  it("that is missing contradicts a kept one", async () => {
    const claim = { note: undefined, ledger, files: log.reader };
    expect(await checkCheckpoint({ ...claim, kept: undefined })).toEqual({ kind: "no-checkpoint" });
    expect(await checkCheckpoint({ ...claim, kept: await keptAt(3) })).toMatchObject({
      kind: "contradicting",
      reason: "smaller",
      newest: undefined,
    });
  });

  it("is not compared when the server does not serve the tiles", async () => {
    const verdict = await checkCheckpoint({
      note: await log.noteAt(12),
      ledger,
      kept: await keptAt(9),
      files: { readFile: async () => undefined },
    });
    expect(verdict).toMatchObject({
      kind: "not-compared",
      detail: expect.stringContaining("does not serve tile/0/"),
    });
  });

  it("that another key signed is not accepted", async () => {
    const seed = new Uint8Array(32).fill(2);
    const other = formatVerifierKey(await newSignerKey(ORIGIN, "note", seed));
    const verdict = await checkCheckpoint({
      note: await log.noteAt(12),
      ledger: { origin: ORIGIN, verifierKey: other },
      kept: await keptAt(9),
      files: log.reader,
    });
    expect(verdict).toMatchObject({ kind: "unsigned" });
  });

  it("is the first one when the kept note was changed", async () => {
    const kept = { ...(await keptAt(9)), verifierKey: "nonsense" };
    const note = await log.noteAt(3);
    const verdict = await checkCheckpoint({ note, ledger, kept, files: log.reader });
    expect(verdict).toMatchObject({ kind: "consistent", kept: undefined });
  });

  it("cannot be verified without Ed25519", async () => {
    const note = await log.noteAt(5);
    vi.stubGlobal("crypto", {});
    try {
      const claim = { note, ledger, kept: undefined, files: log.reader };
      expect(await checkCheckpoint(claim)).toEqual({ kind: "unavailable" });
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
