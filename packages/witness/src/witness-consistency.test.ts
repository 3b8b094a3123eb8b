/** Whatever a log that forked sends, and wherever the witness dies, it signs one history only. */
import {
  createVerifier,
  formatAddCheckpointRequest,
  newSignerKey,
  parseCheckpoint,
  parseNote,
} from "@indelible/ledger";
import fc from "fast-check";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../../test/support/temporary-directory.ts";
import { logKey, logOf, ORIGIN, type SampleLog } from "../tests/sample-log.ts";
import { FileWitnessStore } from "./file-witness-store.ts";
import { Witness } from "./witness.ts";
import type { WitnessStore } from "./witness-store.ts";

const SIZE = 16;
const COMMON = 5;
const forks = [logOf("a", SIZE, COMMON), logOf("b", SIZE, COMMON), logOf("c", SIZE, COMMON)];
const key = await newSignerKey("w1", "cosignature", new Uint8Array(32).fill(4));
const logs = [{ origin: ORIGIN, verifiers: [createVerifier(logKey)] }];

/** Where the witness dies: before or after its state was written, or nowhere. */
type Death = "before" | "after" | undefined;

function witnessOver(folder: string, death: { now: Death }) {
  const files = new FileWitnessStore(folder);
  const store: WitnessStore = {
    latest: (origin) => files.latest(origin),
    advance: async (...next) => {
      if (death.now === "before") throw new RangeError("died");
      const won = await files.advance(...next);
      if (death.now === "after") throw new RangeError("died");
      return won;
    },
  };
  return new Witness({ key, logs, store, clock: () => new Date(1_000) });
}

interface RequestOfLog {
  /** Whether `from` is the size that the witness has. */
  readonly last: boolean;
  readonly from: number;
  readonly to: number;
  /** The log of the checkpoint. */
  readonly fork: SampleLog;
  /** The log of the proof, by default the same. */
  readonly prover: SampleLog | undefined;
}

const size = fc.integer({ min: 0, max: SIZE });
const fork = fc.constantFrom(...forks);
const request: fc.Arbitrary<RequestOfLog> = fc.record({
  last: fc.constantFrom(true, true, true, false),
  from: size,
  to: size,
  fork,
  prover: fc.option(fork, { nil: undefined, freq: 5 }),
});
const death = fc.constantFrom<Death>("before", "after", undefined, undefined, undefined);
const batch = fc.record({
  requests: fc.array(request, { minLength: 1, maxLength: 3 }),
  death,
});

async function bodyOf({ from, to, fork, prover = fork }: RequestOfLog) {
  const needed = from > 0 && from < to;
  const proof = needed ? await prover.prove(from, to) : [];
  const checkpoint = await fork.checkpointAt(to);
  return { checkpoint, body: formatAddCheckpointRequest({ oldSize: from, proof, checkpoint }) };
}

/** Whether one of two prefixes extends the other: they are of one fork, or end where forks agree. */
function areConsistent(one: string, two: string): boolean {
  const heads = [one, two].map((note) => parseCheckpoint(parseNote(note).text));
  return forks.some((log) =>
    heads.every(({ size: at, root }) => Buffer.compare(log.headAt(at).root, root) === 0),
  );
}

test("no two cosigned checkpoints are inconsistent", async () => {
  let cosignatures = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { minLength: 4, maxLength: 8 }), async (batches) => {
      const folder = temporaryDirectory();
      const dying: { now: Death } = { now: undefined };
      let witness = witnessOver(folder, dying);
      const cosigned: string[] = [];
      for (const { requests, death: now } of batches) {
        dying.now = now;
        const { logs: [log] = [] } = await witness.health();
        const bodies = await Promise.all(
          requests.map((one) => bodyOf(one.last ? { ...one, from: log?.size ?? 0 } : one)),
        );
        const results = await Promise.allSettled(
          bodies.map(({ body }) => witness.addCheckpoint(Buffer.from(body))),
        );
        for (const [i, result] of results.entries()) {
          if (result.status === "fulfilled" && result.value.status === 200) {
            cosigned.push(bodies[i]?.checkpoint ?? "");
          }
        }
        if (now !== undefined) witness = witnessOver(folder, dying);
      }
      cosignatures += cosigned.length;
      for (const [i, one] of cosigned.entries()) {
        for (const two of cosigned.slice(i + 1)) expect(areConsistent(one, two)).toBe(true);
      }
    }),
    { seed: 11, numRuns: 25 },
  );
  expect(cosignatures).toBeGreaterThan(25);
});
