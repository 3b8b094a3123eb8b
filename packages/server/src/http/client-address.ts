import { isIP } from "node:net";

const MAPPED_IPV4 = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/**
 * The client's IP address, for events. `forwarded` is Fastify's `request.ip`: the rightmost address
 * of `X-Forwarded-For` that is not a trusted proxy, the leftmost when all are, or the peer when it
 * is not trusted (API reference, section 7). When it is not an IP address, `peer` is used.
 * IPv4-mapped IPv6 addresses are written as IPv4.
 */
export function clientAddress(
  forwarded: string | undefined,
  peer: string | undefined,
): string | null {
  const address = [forwarded, peer].find((text) => text !== undefined && isIP(text) !== 0);
  return address?.replace(MAPPED_IPV4, "") ?? null;
}
