import { Refusal } from "@indelible/kernel";
import type { FastifyRequest } from "fastify";

/** What browsers say about the page that made a request; other clients send neither header. */
type Sent = Pick<FastifyRequest, "headers" | "host">;

/** The values of Sec-Fetch-Site of requests that no other site made: `none` is the user's own act. */
const OWN = new Set<unknown>(["same-origin", "none"]);

/**
 * Refuses (403) a request that a page of another origin made: by Sec-Fetch-Site, which pages cannot set;
 * browsers leave it out over plain HTTP, and there Origin must name this server.
 */
export function refuseCrossSite(request: Sent): void {
  if (!isCrossSite(request)) return;
  throw new Refusal("forbidden", "This request was sent by a page of another site.");
}

function isCrossSite({ headers, host }: Sent): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return !OWN.has(site);
  const { origin } = headers;
  return origin !== undefined && hostOf(origin) !== withoutDefaultPort(host);
}

/** Empty for an opaque origin, which is sent as `null`. */
function hostOf(origin: string): string {
  return URL.canParse(origin) ? withoutDefaultPort(new URL(origin).host) : "";
}

function withoutDefaultPort(host: string): string {
  return host.toLowerCase().replace(/:(80|443)$/, "");
}

const JSON_TYPE = /^(application|text)\/json\s*(;|$)/i;

/** Refuses (415) what an HTML form of another site can send: any content type but JSON. */
export function requireJsonContent({ headers }: Sent, body: unknown): void {
  const type = headers["content-type"];
  if (type === undefined ? body === undefined : JSON_TYPE.test(type)) return;
  throw new Refusal(
    "wrong-media-type",
    "The request's body must be JSON: send it with Content-Type: application/json.",
  );
}
