import { type DocumentDefinition, NAME_LENGTH_MAX, slugOf } from "@indelible/domain";
import { type Fields, retryOnConflict } from "@indelible/kernel";
import { type JsonObject, type StoredDocument, type Trail, TrailError } from "@indelible/trail";

type SlugReader = Pick<Trail, "findByUniqueValues">;

/** Slugs that are tried with one statement, and how many statements there are at most. */
const BATCH = 100;
const BATCHES_MAX = 100;

/**
 * Writes bodies with free slugs where they lack one: derived from the name, and followed by `-1`,
 * `-2`... where documents of the type, or bodies before it, have that one already. A slug that was sent
 * stays. When a concurrent write took a slug that was free, others are chosen and it is written again.
 */
export function withFreeSlugs<Body extends JsonObject, Result>(
  trail: SlugReader,
  definition: DocumentDefinition<Body>,
  spaceId: string | null,
  bodies: readonly Body[],
  write: (bodies: readonly Body[]) => Promise<Result>,
): Promise<Result> {
  const choosesSlug = bodies.some((body) => lacksSlug(definition, body));
  return retryOnConflict(
    async () => write(await freeSlugs(trail, definition, spaceId, bodies)),
    (error) => choosesSlug && isSlugTaken(error),
  );
}

/**
 * A stored body with changed fields. An empty slug leaves the stored one unchanged; a document that has none
 * gets one.
 */
export async function withKeptSlug<Body extends JsonObject>(
  trail: SlugReader,
  definition: DocumentDefinition<Body>,
  { spaceId, body }: StoredDocument<Body>,
  fields: Fields<Body>,
): Promise<Body> {
  const changed = { ...body, ...fields };
  if (!lacksSlug(definition, changed)) return changed;
  if (!lacksSlug(definition, body)) return { ...changed, Slug: body.Slug };
  const [free = changed] = await freeSlugs(trail, definition, spaceId, [changed]);
  return free;
}

async function freeSlugs<Body extends JsonObject>(
  trail: SlugReader,
  definition: DocumentDefinition<Body>,
  spaceId: string | null,
  bodies: readonly Body[],
): Promise<Body[]> {
  const taken = new Set<string>();
  const free: Body[] = [];
  for (const body of bodies) {
    const complete = lacksSlug(definition, body)
      ? { ...body, Slug: await freeSlug(trail, definition, spaceId, body, taken) }
      : body;
    taken.add(String(complete.Slug ?? "").toLowerCase());
    free.push(complete);
  }
  return free;
}

/** Whether the server chooses the slug. Types whose slugs are not unique leave it to `complete`. */
function lacksSlug(definition: DocumentDefinition, { Slug }: JsonObject): boolean {
  return slugRule(definition) !== undefined && (Slug === undefined || Slug === "");
}

/** Whether a write failed because another document got the slug first. */
function isSlugTaken(error: unknown): boolean {
  return error instanceof TrailError && error.code === "duplicate" && error.field === "Slug";
}

function slugRule({ unique }: Pick<DocumentDefinition, "unique">) {
  return unique.find(({ fields }) => fields.length === 1 && fields[0] === "Slug");
}

async function freeSlug(
  trail: SlugReader,
  definition: DocumentDefinition,
  spaceId: string | null,
  body: JsonObject,
  taken: ReadonlySet<string>,
): Promise<string> {
  const base = slugOf(String(body.Name ?? "")) || slugOf(definition.label);
  const within = slugRule(definition)?.within;
  const owner = typeof within === "object" ? { [within.field]: body[within.field] ?? null } : {};
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const slugs = candidates(base, batch * BATCH);
    const bodies = slugs.map((Slug) => ({ ...owner, Slug }));
    const found = await trail.findByUniqueValues(definition, spaceId, bodies);
    const used = new Set(found.map((one) => String(one.body.Slug).toLowerCase()));
    const slug = slugs.find((one) => !used.has(one) && !taken.has(one));
    if (slug !== undefined) return slug;
  }
  // The commit refuses it as a duplicate.
  return base;
}

function candidates(base: string, first: number): string[] {
  return Array.from({ length: BATCH }, (_, i) => {
    const suffix = first + i === 0 ? "" : `-${first + i}`;
    return base.slice(0, NAME_LENGTH_MAX - suffix.length) + suffix;
  });
}
