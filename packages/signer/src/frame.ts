import { SignerError } from "./signer-error.ts";

/** Most bytes of a message; a checkpoint has a few hundred, a key statement less than 3,000. */
export const MAX_MESSAGE_BYTES = 16_384;

const LENGTH_BYTES = 4;

/** A message with its length before it: four bytes, big-endian. Fails with `malformed` if too long. */
export function formatFrame(message: Uint8Array): Buffer {
  if (message.length > MAX_MESSAGE_BYTES) throw tooLong();
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(message.length);
  return Buffer.concat([length, message]);
}

/**
 * Reads the one message of a stream, and nothing after it. Fails with `malformed` if it is too long, or
 * if the stream ends before the message.
 */
export async function readFrame(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  let received: Buffer = Buffer.alloc(0);
  for await (const part of stream) {
    received = Buffer.concat([received, part]);
    if (received.length < LENGTH_BYTES) continue;
    const length = received.readUInt32BE();
    if (length > MAX_MESSAGE_BYTES || received.length > LENGTH_BYTES + length) throw tooLong();
    if (received.length === LENGTH_BYTES + length) return received.subarray(LENGTH_BYTES);
  }
  throw new SignerError("malformed", "The connection ended before the message.");
}

function tooLong(): SignerError {
  return new SignerError("malformed", `A message has at most ${MAX_MESSAGE_BYTES} bytes.`);
}
