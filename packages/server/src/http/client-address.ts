import { isIP } from "node:net";

/** Some proxies send the port too: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
const WITH_PORT = /^(?:\[(?<six>[^\]]+)\]|(?<four>[^:]+))(?::\d{1,5})?$/;
const MAPPED_IPV4 = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/**
 * The client's IP address, for events. `forwarded` is Fastify's `request.ip`: the rightmost address
 * of `X-Forwarded-For` that is not a trusted proxy, the leftmost when all are, or the peer when it
 * is not trusted (API reference, section 7). A port is left out. When it is not an IP address, `peer`
 * is used.
 * IPv4-mapped IPv6 addresses are written as IPv4.
 */
export function clientAddress(
  forwarded: string | undefined,
  peer: string | undefined,
): string | null {
  const address = [forwarded, peer].map(withoutPort).find((text) => isIP(text) !== 0);
  return address?.replace(MAPPED_IPV4, "") ?? null;
}

function withoutPort(text = ""): string {
  const { six, four } = WITH_PORT.exec(text)?.groups ?? {};
  return six ?? four ?? text;
}
