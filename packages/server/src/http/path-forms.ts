/** A URL in the form of the routes, and the space that it named. */
export interface ResolvedPath {
  readonly url: string;
  /** Id or slug of the space; null when the URL names none. */
  readonly space: string | null;
}

const SPACE_ID = /^\/api\/(Spaces-\d+)(\/.*)?$/i;
const SPACE_REFERENCE = /^\/api\/spaces\/([^/]+)\/(.+)$/i;
/** Routes of a space itself, rather than lists of its documents. */
const OF_THE_SPACE = new Set(["logo", "search"]);

/**
 * Converts a URL to the form of the routes, `/api/x`. Every route also exists as `/api/Spaces-1/x`
 * and `/api/spaces/{idOrSlug}/x`; `/api/Spaces-1` becomes `/api/space-home`.
 */
export function resolvePath(url: string): ResolvedPath {
  const [path = "", query] = splitOnce(url, "?");
  const suffix = query === undefined ? "" : `?${query}`;
  const byId = SPACE_ID.exec(path);
  if (byId !== null) {
    const rest = byId[2] === undefined || byId[2] === "/" ? "/space-home" : byId[2];
    return { url: `/api${rest}${suffix}`, space: capitalised(byId[1] ?? "") };
  }
  const byReference = SPACE_REFERENCE.exec(path);
  if (byReference !== null && !OF_THE_SPACE.has(byReference[2]?.toLowerCase() ?? "")) {
    const space = decoded(byReference[1] ?? "");
    return { url: `/api/${byReference[2]}${suffix}`, space: capitalised(space) };
  }
  return { url, space: null };
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)];
}

function capitalised(space: string): string {
  return space.replace(/^spaces-(?=\d+$)/i, "Spaces-");
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // Invalid percent-encoding: no space has this name, which the look-up reports.
    return part;
  }
}
