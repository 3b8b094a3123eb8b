import type { IncomingMessage } from "node:http";
import type { WitnessLimits } from "./witness-limits.ts";

/** Why a body was not read: it is too long, or the client ended the connection. */
export type UnreadBody = "too-large" | "aborted";

/**
 * The body of a request. A body above the limit is received up to `discardedBytes`, so that most
 * clients read the response, and not further.
 */
export async function readBody(
  request: IncomingMessage,
  { bodyBytes, discardedBytes }: WitnessLimits,
): Promise<Buffer | UnreadBody> {
  if (Number(request.headers["content-length"] ?? 0) > discardedBytes) return "too-large";
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of request.iterator({ destroyOnReturn: false })) {
      size += part.length;
      if (size <= bodyBytes) parts.push(part);
      if (size > discardedBytes) break;
    }
  } catch {
    return "aborted";
  }
  return size > bodyBytes ? "too-large" : Buffer.concat(parts);
}
