/** An address as the routes know it, and the space it named. */
export interface ResolvedPath {
  readonly url: string;
  /** Id or slug of the space; null when the address names none. */
  readonly space: string | null;
}

const SPACE_ID = /^\/api\/(Spaces-\d+)(\/.*)?$/i;
const SPACE_REFERENCE = /^\/api\/spaces\/([^/]+)\/(.+)$/i;
/** What stands below a space itself, rather than being a list of the space. */
const OF_THE_SPACE = new Set(["logo", "search"]);

/**
 * Every route exists in three forms: `/api/x`, `/api/Spaces-1/x` and `/api/spaces/{idOrSlug}/x`.
 * This brings them to the first; `/api/Spaces-1` alone becomes `/api/space-home`.
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
    // An address with a stray per cent sign names no space; the look-up says so.
    return part;
  }
}
