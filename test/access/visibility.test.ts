import {
  type Act,
  type Creation,
  type Database,
  documentType,
  TERM,
  type Trail,
  type TrailEvent,
  type Visibility,
  type VisibilityGrant,
} from "@indelible/trail";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventsAsCsv } from "../../packages/server/src/features/events/event-csv.ts";
import { openStore, type StoreKind } from "../support/stores.ts";
import { ALICE, testTrail } from "../support/trail.ts";

// Random viewers of random events: SQL must show what ten lines of simple code predict.

/**
 * The space and scopes of an event: one of two spaces or none, and any of three ids in each
 * dimension.
 */
interface Subject {
  readonly SpaceId: string | null;
  readonly Projects: readonly string[];
  readonly Environments: readonly string[];
  readonly Tenants: readonly string[];
}

function maySee(visibility: Visibility, subject: Subject): boolean {
  return visibility.some(({ SpaceId, Restrictions }) => {
    if (SpaceId !== subject.SpaceId) return false;
    return DIMENSIONS.every((dimension) => {
      const allowed = Restrictions[dimension];
      return allowed === undefined || subject[dimension].every((id) => allowed.includes(id));
    });
  });
}

const DIMENSIONS = ["Projects", "Environments", "Tenants"] as const;
const SPACES = ["Spaces-1", "Spaces-2"];
const IDS = (dimension: string) => [1, 2, 3].map((n) => `${dimension}-${n}`);

const scopeTypes = DIMENSIONS.map((prefix) =>
  documentType({ prefix, label: prefix, isScope: true }),
);
const spaces = documentType({ prefix: "Spaces", label: "Space" });
const things = documentType({
  prefix: "Things",
  label: "Thing",
  references: DIMENSIONS.map((dimension) => ({ at: `/${dimension}/*`, to: [dimension] })),
});

const spaceId = fc.constantFrom("Spaces-1", "Spaces-1", "Spaces-2", null);
const someOf = (dimension: string) => fc.subarray(IDS(dimension));
const subject: fc.Arbitrary<Subject> = fc.record({
  SpaceId: spaceId,
  Projects: someOf("Projects"),
  Environments: someOf("Environments"),
  Tenants: someOf("Tenants"),
});
const grant: fc.Arbitrary<VisibilityGrant> = fc.record({
  SpaceId: spaceId,
  Restrictions: fc.record(
    {
      Projects: someOf("Projects"),
      Environments: someOf("Environments"),
      Tenants: someOf("Tenants"),
    },
    { requiredKeys: [] },
  ),
});
const visibility = fc.array(grant, { maxLength: 4 });

const ORGANISATIONS = 40;
const EVENTS_OF_EACH = 12;
const SEED = 20_26;
/** Viewers that look at the same time. */
const AT_ONCE = 10;

/** A viewer, an organisation, and one of its events. */
interface Case {
  readonly index: number;
  readonly which: number;
  readonly seen: Visibility;
}

describe.each<[StoreKind, number]>([
  ["pglite", 1_000],
  ["postgres", 10_000],
])("what a viewer sees on %s", (kind, numRuns) => {
  let database: Database;
  let trail: Trail;
  const organisations: { event: TrailEvent; about: Subject }[][] = [];

  beforeAll(async () => {
    database = await openStore(kind);
    trail = testTrail(database, [spaces, things, ...scopeTypes]);
    await record(ALICE, [
      ...SPACES.map((id) => creation(spaces, id, null, { Name: id })),
      ...scopeTypes.flatMap((type) =>
        IDS(type.prefix).map((id) => creation(type, id, null, { Name: id })),
      ),
    ]);
    const size = { minLength: EVENTS_OF_EACH, maxLength: EVENTS_OF_EACH };
    const samples = fc.sample(fc.array(subject, size), {
      seed: SEED,
      numRuns: ORGANISATIONS,
    });
    for (const [index, subjects] of samples.entries()) {
      const changes = subjects.map(({ SpaceId, ...about }, n) =>
        creation(things, `Things-${index}-${n}`, SpaceId, { Name: `Thing ${n}`, ...about }),
      );
      const events = await record({ ...ALICE, correlationId: `organisation-${index}` }, changes);
      organisations.push(subjects.map((about, n) => ({ event: events[n] as TrailEvent, about })));
    }
  });
  afterAll(() => database.close());

  function creation(
    type: Creation["type"],
    id: string,
    space: string | null,
    body: Creation["body"],
  ): Creation {
    return { kind: "create", type, id, spaceId: space, body };
  }

  async function record(act: Act, changes: readonly Creation[]): Promise<readonly TrailEvent[]> {
    const mentions = [...SPACES, ...DIMENSIONS.flatMap(IDS)];
    const snapshot = await trail.read({ mentions, events: changes.length });
    return (await trail.commit(act, snapshot, changes)).events;
  }

  /** One event, and its proof, are made from this. */
  async function isShown(event: TrailEvent | undefined, seen: Visibility): Promise<boolean> {
    return (await trail.eventText(Number(event?.Id.slice("Events-".length)), seen)) !== undefined;
  }

  async function check({ index, which, seen }: Case): Promise<void> {
    const all = organisations[index] ?? [];
    const expected = all.filter(({ about }) => maySee(seen, about)).map(({ event }) => event.Id);
    const query = { visibility: seen, terms: [[TERM.correlation(`organisation-${index}`)]] };
    const chosen = all[which]?.event;
    // Alternately, to keep ten thousand cases fast.
    const counts = which % 2 === 0;
    const [list, other] = await Promise.all([
      trail.events(query, 0, EVENTS_OF_EACH),
      counts ? trail.countEvents(query) : isShown(chosen, seen),
    ]);
    const newestFirst = expected.toReversed();
    expect(list.map(({ Id }) => Id)).toEqual(newestFirst);
    expect(idsInCsv(list)).toEqual(newestFirst);
    expect(other).toBe(counts ? expected.length : expected.includes(chosen?.Id ?? ""));
  }

  it(`equals the simple rule: list, count, single event, proof and CSV; ${numRuns} cases`, async () => {
    const one = fc.record({
      index: fc.nat(ORGANISATIONS - 1),
      which: fc.nat(EVENTS_OF_EACH - 1),
      seen: visibility,
    });
    const several = fc.array(one, { minLength: AT_ONCE, maxLength: AT_ONCE });
    await fc.assert(
      fc.asyncProperty(several, async (cases) => void (await Promise.all(cases.map(check)))),
      { seed: SEED, numRuns: numRuns / AT_ONCE },
    );
  }, 240_000);
});

function idsInCsv(events: readonly TrailEvent[]): string[] {
  const [, ...rows] = eventsAsCsv(events, false).trimEnd().split("\r\n");
  return rows.map((row) => row.split(",", 1)[0] ?? "");
}
