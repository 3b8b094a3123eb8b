import { isIP } from "node:net";

const MAPPED_IPV4 = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/**
 * The address that a request came from, for the record. `forwarded` is what the trusted proxies say:
 * the rightmost address of `X-Forwarded-For` that is no trusted proxy, the leftmost when all are, or
 * the peer itself when it is not trusted (API reference, section 7). What is no IP address, which
 * such a header may hold, counts for nothing: then it is the peer. An IPv4 address that a socket of
 * both kinds shows in IPv6 form is written as IPv4.
 */
export function clientAddress(
  forwarded: string | undefined,
  peer: string | undefined,
): string | null {
  const address = [forwarded, peer].find((text) => text !== undefined && isIP(text) !== 0);
  return address?.replace(MAPPED_IPV4, "") ?? null;
}
