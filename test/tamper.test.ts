import type { Finding, FindingKind } from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createDatabase, type TestDatabase } from "./support/postgres.ts";
import {
  directSql,
  emptyCheckpoint,
  findingsAfter,
  newestCheckpoint,
  recordEvents,
  recordedDatabase,
  sequence,
  tamper,
  verifyUrl,
} from "./support/tampering.ts";

/** Events 1 to 607 are in the ledger, around the edges of tiles; 608 to 610 are in the queue. */
const BATCHES = [1, 2, 252, 1, 1, 300, 50];
const WAITING = 3;
const SIZE = 607;

const server = inject("postgresSocketUrl");
let pristine: TestDatabase;

beforeAll(async () => {
  pristine = await recordedDatabase(server, BATCHES, WAITING);
});
afterAll(() => pristine.drop());

/** Calls `work` with a new copy of the recorded database. */
async function onCopy<T>(work: (url: string) => Promise<T>): Promise<T> {
  const copy = await createDatabase(server, { template: new URL(pristine.url).pathname.slice(1) });
  try {
    return await work(copy.url);
  } finally {
    await copy.drop();
  }
}

function tampered(sql: string): Promise<readonly Finding[]> {
  return findingsAfter(pristine.url, sql);
}

/** A finding as `kind event@index`. */
function brief({ kind, eventId, index }: Finding): string {
  return `${kind} ${eventId ?? "-"}@${index ?? "-"}`;
}

function changed(event: number, kind: FindingKind = "changed"): string {
  return `${kind} Events-${event}@${event - 1}`;
}

/** Documents whose only event was deleted with all its rows; each is a finding with its id. */
function orphans(count: number): string[] {
  return Array.from({ length: count }, () => "changed -@-");
}

const FORGE = (id: number) => `
  update trail.events set body = replace(body, '"Username":"alice"', '"Username":"mallo"') where id = ${id};
  update trail.events set digest = sha256(convert_to(body, 'UTF8')) where id = ${id};
`;

/** Adds a copy of an event with another number, consistent in itself. */
const INSERT_FORGED = (id: number, from = 5) => `
  insert into trail.events select ${id}, occurred, space_id, scopes, forged, sha256(convert_to(forged, 'UTF8'))
  from (select *, replace(body, '"Id":"Events-${from}"', '"Id":"Events-${id}"') as forged
    from trail.events where id = ${from}) as e;
  insert into trail.event_terms select term, occurred, ${id} from trail.event_terms where event_id = ${from};
`;

test("the clean database passes", async () => {
  const { ok, findings, head, waiting } = await verifyUrl(pristine.url);
  expect(findings).toEqual([]);
  expect({ ok, size: head.size, waiting }).toEqual({ ok: true, size: SIZE, waiting: WAITING });
});

test("the clean database passes without the master key, and from every saved checkpoint", async () => {
  const kept = await newestCheckpoint(pristine.url);
  expect((await verifyUrl(pristine.url, { nonceOf: undefined, kept })).findings).toEqual([]);
});

describe("each column of an event", () => {
  test.each([
    ["occurred", "occurred + interval '1 microsecond'"],
    ["space_id", "'Spaces-1'"],
    ["scopes", '\'{"Projects":["Projects-1"]}\''],
    ["body", "replace(body, 'alice', 'mallo')"],
    ["body", "body || ' '"],
    ["body", "'{}'"],
    ["body", "'not JSON'"],
    ["digest", "sha256('')"],
  ])("%s becomes %s", async (column, value) => {
    for (const id of [1, 300]) {
      const found = await tampered(`update trail.events set ${column} = ${value} where id = ${id}`);
      expect(found.map(brief)).toEqual([changed(id)]);
      if (column !== "body") expect(found[0]?.detail).toContain(column);
    }
  });

  test("id", async () => {
    const found = await tampered("update trail.events set id = 9999 where id = 300");
    expect(found.map(brief)).toEqual([changed(300)]);
  });
});

describe("the index terms of an event", () => {
  test("each one removed", async () => {
    const found = await tampered("delete from trail.event_terms where event_id = 300");
    expect(found.map(brief)).toEqual([changed(300), ...orphans(1)]);
    const each = ["Things-%", "category:%", "type:%", "user:%", "agent:%", "correlation:%"];
    for (const [i, like] of each.entries()) {
      const sql = `delete from trail.event_terms where event_id = 300 and term like '${like}'`;
      // The first three are used to find a document's events.
      const expected = [changed(300), ...orphans(i < 3 ? 1 : 0)];
      expect((await tampered(sql)).map(brief)).toEqual(expected);
    }
  });

  test.each([
    [
      "renamed",
      "update trail.event_terms set term = 'user:Users-2' where event_id = 300 and term like 'user:%'",
    ],
    [
      "moved in time",
      "update trail.event_terms set occurred = occurred + interval '1 s' where event_id = 300 and term like 'user:%'",
    ],
    [
      "added",
      "insert into trail.event_terms select 'Projects-1', occurred, id from trail.events where id = 300",
    ],
    [
      "doubled",
      "insert into trail.event_terms select 'user:Users-1', occurred + interval '1 s', id from trail.events where id = 300",
    ],
  ])("one %s", async (_, sql) => {
    expect((await tampered(sql)).map(brief)).toEqual([changed(300)]);
  });

  test("terms of an event that does not exist", async () => {
    const sql = "insert into trail.event_terms values ('user:Users-1', now(), 5000)";
    expect((await tampered(sql)).map(brief)).toEqual(["missing Events-5000@-"]);
  });
});

describe("an event deleted", () => {
  test.each([1, 256, 300, SIZE])("%i", async (id) => {
    const row = `delete from trail.events where id = ${id};`;
    expect((await tampered(row)).map(brief)).toEqual([changed(id, "missing")]);
    const all = `${row} delete from trail.event_terms where event_id = ${id}`;
    expect((await tampered(all)).map(brief)).toEqual([changed(id, "missing"), ...orphans(1)]);
  });

  test("with its entry", async () => {
    const found = await tampered(
      "delete from trail.events where id = 300; delete from trail.ledger_entries where event_id = 300",
    );
    expect(found.map(brief)).toEqual(["missing -@299", "missing Events-300@-"]);
  });

  test("without its terms and its entry", async () => {
    const found = await tampered(`delete from trail.events where id = 300;
      delete from trail.event_terms where event_id = 300;
      delete from trail.ledger_entries where event_id = 300`);
    expect(found.map(brief)).toEqual(["missing -@299", ...orphans(1)]);
    expect(found[1]?.detail).toBe("No event explains the document Things-300.");
  });

  test("with its entry, and the gap closed", async () => {
    const found = await tampered(`delete from trail.events where id = 300;
      delete from trail.event_terms where event_id = 300;
      delete from trail.ledger_entries where event_id = 300;
      update trail.ledger_entries set index = -index where index > 299;
      update trail.ledger_entries set index = -index - 1 where index < 0`);
    expect(found.map(({ kind }) => kind)).toContain("truncated");
  });

  test("in the queue", async () => {
    const found = await tampered("delete from trail.events where id = 609");
    expect(new Set(found.map(brief))).toEqual(new Set(["missing Events-609@-"]));
  });

  test("in the queue, with all its rows: found through its document", async () => {
    const found = await tampered(`delete from trail.events where id = 609;
      delete from trail.event_terms where event_id = 609;
      delete from trail.unsequenced where event_id = 609`);
    const detail = "No event explains the document Things-609.";
    expect(found).toEqual([{ kind: "changed", eventId: null, index: null, detail }]);
  });
});

describe("an event forged", () => {
  test("with its digest", async () => {
    for (const id of [1, 256, 300, SIZE]) {
      expect((await tampered(FORGE(id))).map(brief)).toEqual([changed(id)]);
    }
  });

  test("with its digest and its entry's: identified with the master key", async () => {
    for (const id of [1, 256, 300, SIZE]) {
      const found = await tampered(`${FORGE(id)} update trail.ledger_entries l
        set digest = e.digest from trail.events e where e.id = l.event_id and e.id = ${id}`);
      expect(found.map(brief)).toEqual([changed(id)]);
    }
  });

  test("with its digest and its entry's: without the master key narrowed down to its batch", async () => {
    const found = await onCopy(async (url) => {
      await tamper(
        url,
        `${FORGE(300)} update trail.ledger_entries l
        set digest = e.digest from trail.events e where e.id = l.event_id and e.id = 300`,
      );
      return (await verifyUrl(url, { nonceOf: undefined })).findings;
    });
    const named = found.map(brief);
    expect(named).toContain(changed(300));
    expect(found.every(({ index }) => index !== null && index >= 257 && index < 512)).toBe(true);
  });

  test("in the queue", async () => {
    expect((await tampered(FORGE(609))).map(brief)).toEqual(["inserted Events-609@-"]);
  });
});

describe("an event inserted", () => {
  test("with a wrong digest", async () => {
    const sql = `${INSERT_FORGED(7000)} update trail.events set digest = sha256('') where id = 7000`;
    expect((await tampered(sql)).map(brief)).toEqual(["inserted Events-7000@-"]);
  });

  test("with a correct digest", async () => {
    expect((await tampered(INSERT_FORGED(7000))).map(brief)).toEqual(["inserted Events-7000@-"]);
  });

  test("with a correct digest and a row in the queue", async () => {
    const sql = `${INSERT_FORGED(7000)} insert into trail.unsequenced values (7000)`;
    expect((await tampered(sql)).map(brief)).toEqual(["inserted Events-7000@-"]);
  });

  test("and added by the sequencer, under a valid checkpoint", async () => {
    const found = await onCopy(async (url) => {
      await tamper(url, `${INSERT_FORGED(7000)} insert into trail.unsequenced values (7000)`);
      await sequence(url);
      await recordEvents(url, 2);
      await sequence(url);
      return (await verifyUrl(url)).findings;
    });
    expect(found.map(brief)).toEqual([`inserted Events-7000@${SIZE + WAITING}`]);
  });

  test("with a separate entry at the end", async () => {
    const sql = `${INSERT_FORGED(7000)}
      insert into trail.ledger_entries select ${SIZE}, id, digest from trail.events where id = 7000`;
    expect((await tampered(sql)).map(brief)).toEqual([`inserted Events-7000@${SIZE}`]);
  });

  test("with an entry far beyond the end", async () => {
    const sql = `${INSERT_FORGED(7000)}
      insert into trail.ledger_entries select 9e15, id, digest from trail.events where id = 7000`;
    expect((await tampered(sql)).map(brief)).toEqual(["changed Events-7000@9000000000000000"]);
  });
});

describe("two events swapped", () => {
  const both = (a: number, b: number) => [changed(a, "reordered"), changed(b, "reordered")];
  const pairs: [number, number][] = [
    [1, 2],
    [10, 300],
    [300, 301],
    [256, SIZE],
  ];

  test.each(pairs)("by their numbers: %i and %i", async (a, b) => {
    const found = await tampered(`update trail.events set id = -1 where id = ${a};
      update trail.events set id = ${a} where id = ${b};
      update trail.events set id = ${b} where id = -1`);
    expect(found.map(brief)).toEqual(both(a, b));
  });

  test.each(pairs)("by their bodies: %i and %i", async (a, b) => {
    const found = await tampered(`update trail.events e set body = o.body from trail.events o
      where (e.id, o.id) in ((${a}, ${b}), (${b}, ${a}))`);
    expect(found.map(brief)).toEqual(both(a, b));
  });

  test.each(pairs)("by the events of their entries: %i and %i", async (a, b) => {
    const found =
      await tampered(`update trail.ledger_entries set event_id = -1 where event_id = ${a};
      update trail.ledger_entries set event_id = ${a} where event_id = ${b};
      update trail.ledger_entries set event_id = ${b} where event_id = -1`);
    expect(found.map(({ kind }) => kind)).toEqual(["reordered", "reordered"]);
    expect(found.map(({ eventId }) => eventId).sort()).toEqual(
      [`Events-${a}`, `Events-${b}`].sort(),
    );
  });

  test.each(pairs)("by their indexes in the ledger: %i and %i", async (a, b) => {
    const sql = `update trail.ledger_entries set index = -1 where event_id = ${a};
      update trail.ledger_entries set index = ${a - 1} where event_id = ${b};
      update trail.ledger_entries set index = ${b - 1} where event_id = ${a}`;
    const found = await tampered(sql);
    expect(found.map(({ kind }) => kind)).toEqual(["reordered", "reordered"]);
    expect(found.map(({ eventId }) => eventId).sort()).toEqual(
      [`Events-${a}`, `Events-${b}`].sort(),
    );
  });
});

describe("the last ten cut off", () => {
  const EVENTS = `delete from trail.events where id > ${SIZE - 10};
    delete from trail.unsequenced;
    delete from trail.event_terms where event_id > ${SIZE - 10};`;
  const ENTRIES = `${EVENTS} delete from trail.ledger_entries where event_id > ${SIZE - 10};`;

  test("the events only", async () => {
    const last = Array.from({ length: 10 }, (_, i) => changed(SIZE - 9 + i, "missing"));
    expect((await tampered(EVENTS)).map(brief)).toEqual([...last, ...orphans(10 + WAITING)]);
  });

  test("with their entries", async () => {
    const found = (await tampered(ENTRIES)).map(brief);
    expect(found).toEqual([`truncated -@${SIZE - 10}`, ...orphans(10 + WAITING)]);
  });

  test("with their entries and the checkpoint", async () => {
    const sql = `${ENTRIES} delete from trail.ledger_checkpoints where size = ${SIZE}`;
    const found = (await tampered(sql)).map(brief);
    expect(found).toEqual([`truncated Events-558@557`, ...orphans(10 + WAITING)]);
  });

  test("down to the previous checkpoint: found only with a saved checkpoint", async () => {
    const kept = await newestCheckpoint(pristine.url);
    await onCopy(async (url) => {
      await tamper(
        url,
        `delete from trail.events where id > 557;
        delete from trail.unsequenced;
        delete from trail.event_terms where event_id > 557;
        delete from trail.ledger_entries where event_id > 557;
        delete from trail.ledger_checkpoints where size > 557;
        delete from trail.documents where substr(id, 8)::int > 557`,
      );
      expect((await verifyUrl(url)).findings).toEqual([]);
      const { findings } = await verifyUrl(url, { kept });
      expect(findings.map(brief)).toEqual(["truncated -@557"]);
    });
  });

  test("the checkpoint only", async () => {
    const found = await tampered(`delete from trail.ledger_checkpoints where size = ${SIZE}`);
    expect(found.map(brief)).toEqual(["truncated Events-558@557"]);
  });
});

describe("an old backup restored", () => {
  test("as it was", async () => {
    const kept = await onCopy(async (url) => {
      await sequence(url);
      return newestCheckpoint(url);
    });
    const { findings } = await verifyUrl(pristine.url, { kept });
    expect(findings.map(brief)).toEqual([`truncated -@${SIZE}`]);
  });

  test("and used until it was as long again", async () => {
    const kept = await onCopy(async (url) => {
      await sequence(url);
      return newestCheckpoint(url);
    });
    await onCopy(async (url) => {
      await tamper(
        url,
        `delete from trail.unsequenced; delete from trail.events where id > 607;
        delete from trail.event_terms where event_id > 607;
        delete from trail.documents where substr(id, 8)::int > 607`,
      );
      await recordEvents(url, WAITING);
      await sequence(url);
      expect((await verifyUrl(url)).findings).toEqual([]);
      const { findings } = await verifyUrl(url, { kept });
      expect(findings.map(brief)).toEqual(["forked -@-"]);
    });
  });
});

describe("the ledger's own rows", () => {
  test("a tile's root edited", async () => {
    const found = await tampered("update trail.ledger_tiles set root = sha256('') where index = 1");
    expect(found.map(brief)).toEqual(["changed -@256"]);
  });

  test("a tile's root deleted", async () => {
    const found = await tampered("delete from trail.ledger_tiles where index = 0");
    expect(found.map(brief)).toEqual(["missing -@0"]);
  });

  test("a tile's root added", async () => {
    const found = await tampered("insert into trail.ledger_tiles values (0, 2, sha256(''))");
    expect(found.map(brief)).toEqual(["inserted -@-"]);
  });

  test("an entry's digest edited", async () => {
    for (const id of [1, 256, 300, SIZE]) {
      const found = await tampered(
        `update trail.ledger_entries set digest = sha256('') where event_id = ${id}`,
      );
      expect(found.map(brief)).toEqual([changed(id)]);
    }
  });

  test("an entry deleted", async () => {
    const found = await tampered("delete from trail.ledger_entries where event_id = 300");
    expect(found.map(brief)).toEqual(["missing -@299", "missing Events-300@-"]);
  });

  test.each([
    ["its size", "note = replace(note, E'\\n557\\n', E'\\n556\\n')"],
    ["its signature", "note = overlay(note placing 'AAAA' from length(note) - 20)"],
    ["all of it", "note = 'nothing'"],
    ["its root", "root = sha256('')"],
  ])("a checkpoint edited: %s", async (_, change) => {
    const found = await tampered(`update trail.ledger_checkpoints set ${change} where size = 557`);
    expect(found.map(brief)).toEqual(["changed -@-"]);
    expect(found[0]?.detail).toContain("557");
  });

  test("a checkpoint's size column edited", async () => {
    const found = await tampered("update trail.ledger_checkpoints set size = 556 where size = 557");
    expect(found.map(brief)).toEqual(["changed -@-"]);
  });
});

test("documents changed by direct SQL are recorded, without false alarms", async () => {
  await onCopy(async (url) => {
    await directSql(
      url,
      `update trail.documents set body = body || '{"Name": "Zoë U0001F600"}' where id = 'Things-7';
      delete from trail.documents where id = 'Things-8'`,
    );
    expect(await verifyUrl(url)).toMatchObject({ findings: [], waiting: WAITING + 2 });
    await sequence(url);
    expect(await verifyUrl(url)).toMatchObject({
      findings: [],
      head: { size: SIZE + WAITING + 2 },
    });
    await tamper(
      url,
      `update trail.events set body = replace(body, 'Direct SQL', 'Indirect SQL') where id > 610`,
    );
    const { findings } = await verifyUrl(url);
    expect(findings.map(({ kind }) => kind)).toEqual(["changed", "changed"]);
  });
});

test("the key was replaced and everything signed again", async () => {
  await onCopy(async (url) => {
    await tamper(
      url,
      `delete from trail.ledger_checkpoints; delete from trail.ledger_tiles;
      delete from trail.ledger_entries; insert into trail.unsequenced
      select id from trail.events on conflict do nothing;
      insert into trail.ledger_checkpoints (size, root, note, signed_on)
      values (0, sha256(''), '${await emptyCheckpoint(99)}', now())`,
    );
    await sequence(url, 99);
    const { findings } = await verifyUrl(url);
    expect(findings.map(({ kind }) => kind)).toContain("forked");
    const kept = await newestCheckpoint(pristine.url);
    const since = (await verifyUrl(url, { kept })).findings;
    expect(since.map(({ kind }) => kind)).toContain("forked");
  });
});
