import fc from "fast-check";
import { expect, test } from "vitest";
import { inChunks } from "./chunks.ts";

async function* of(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield piece;
}

test("the bytes are kept, in chunks of one size and a rest", async () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(pieces, fc.integer({ min: 1, max: 40 }), async (given, size) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of inChunks(of(given), size)) chunks.push(chunk);
      expect(Buffer.concat(chunks)).toEqual(Buffer.concat(given));
      for (const chunk of chunks.slice(0, -1)) expect(chunk.length).toBe(size);
      for (const chunk of chunks) expect(chunk.length).toBeGreaterThan(0);
      expect(chunks.at(-1)?.length ?? 0).toBeLessThanOrEqual(size);
    }),
  );
});
