/** Splits bytes into chunks of one size, the last possibly smaller; holds one chunk in memory. */
export async function* inChunks(
  bytes: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let count = 0;
  for await (let piece of bytes) {
    while (count + piece.length >= size) {
      const missing = size - count;
      yield Buffer.concat([...held, piece.subarray(0, missing)]);
      piece = piece.subarray(missing);
      held = [];
      count = 0;
    }
    if (piece.length > 0) held.push(piece);
    count += piece.length;
  }
  if (count > 0) yield Buffer.concat(held);
}
