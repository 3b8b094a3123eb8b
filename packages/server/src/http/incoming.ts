import { resolvePath } from "./path-forms.ts";

/** A raw request, with facts about its URL from before it was rewritten. */
export interface Incoming {
  url?: string | undefined;
  method?: string | undefined;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Id or slug of the space in the URL; null when it names none. */
  space?: string | null;
  sentUrl?: string;
  /** The path of `sentUrl`. */
  sentPath?: string;
  /** Bytes of the JSON body. */
  bodyBytes?: number;
}

const OVERRIDABLE = new Set(["PUT", "DELETE", "GET"]);

/**
 * Rewrites the URL to the form of the routes, and remembers how it was sent. Some clients send PUT and
 * DELETE as POST, with the method in `X-HTTP-Method-Override` (API reference, section 5).
 */
export function rewriteIncoming(request: Incoming): string {
  const override = String(request.headers["x-http-method-override"] ?? "").toUpperCase();
  if (request.method === "POST" && OVERRIDABLE.has(override)) request.method = override;
  const sent = request.url ?? "/";
  const { url, space } = resolvePath(sent);
  request.space = space;
  request.sentUrl = sent;
  request.sentPath = sent.split("?", 1)[0] ?? sent;
  return url;
}
