import { categoryResources, documentTypeResources, groupResources } from "@indelible/domain";
import type { Answer, Caller, Definitions, Method, Route, RouteRequest } from "@indelible/kernel";
import {
  collectionAddress,
  collectionAnswer,
  collectionFrame,
  notFound,
  type Portions,
  Refusal,
  readFlag,
  readPage,
  textAnswer,
} from "@indelible/kernel";
import {
  disclosed,
  type EventQuery,
  eventNumber,
  type JsonObject,
  type Ledger,
  type ListedEvent,
  type PersonalValues,
  readEvent,
  sha256Hex,
  type Trail,
} from "@indelible/trail";
import { DELETED_PARAMETERS, deletedDocuments } from "./deleted-documents.ts";
import { eventsAsCsv } from "./event-csv.ts";
import { eventQuery } from "./event-filter.ts";
import { type EventLookups, eventLookups } from "./event-lookups.ts";
import { EVENT_PARAMETERS } from "./event-parameters.ts";
import { presentEvent } from "./present-event.ts";

/** Dependencies of the routes of events. */
export interface EventRoutesOptions {
  readonly trail: Trail;
  readonly definitions: Definitions;
  readonly ledger: Ledger;
}

/** The routes of events: all of them read (I4). API reference, section 2. */
export function eventRoutes(options: EventRoutesOptions): Route[] {
  const { trail, definitions } = options;
  const lookups = eventLookups(trail, definitions.all);
  return [
    {
      method: "GET",
      path: "/events",
      access: "signed-in",
      summary: "Lists events, newest first",
      query: EVENT_PARAMETERS,
      handle: (request, caller) => listEvents(options, lookups, request, caller),
    },
    metadataRoute("categories", "Lists event categories", categoryResources),
    metadataRoute("groups", "Lists event groups", groupResources),
    metadataRoute("documenttypes", "Lists document types", () =>
      documentTypeResources(definitions.all),
    ),
    metadataRoute("agents", "Lists common user agents of events", agentResources),
    {
      method: "GET",
      path: "/events/deleteddocuments",
      access: "signed-in",
      summary: "Lists deleted documents by the names that they had last",
      query: DELETED_PARAMETERS,
      handle: (request, caller) => {
        requireEventView(caller);
        return deletedDocuments({ trail, definitions, lookups }, request, caller);
      },
    },
    {
      method: "GET",
      path: "/events/:id",
      access: "signed-in",
      summary: "Gets one event, with what changed",
      handle: (request, caller) => oneEvent(options, request, caller),
    },
    {
      method: "GET",
      path: "/events/:id/proof",
      access: "signed-in",
      summary: "Gets the proof that an event is in the ledger, with the event's canonical bytes",
      query: ["format"],
      handle: (request, caller) => proofOf(options, request, caller),
    },
    ...(["POST", "PUT", "PATCH", "DELETE"] as const).flatMap(refusedWrites),
  ];
}

async function listEvents(
  { trail, ledger }: EventRoutesOptions,
  lookups: EventLookups,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  requireEventView(caller);
  const query = await eventQuery(request, caller, lookups);
  const withDifferences = !readFlag(request.query, "excludeDifference", false);
  if (readFlag(request.query, "asCsv", false))
    return csvAnswer(trail, ledger, query, withDifferences);
  const page = readPage(request.query);
  const [found, total] = await Promise.all([
    trail.findEvents(query, page.skip, page.take),
    trail.countEvents(query),
  ]);
  const portions = trail.readEvents(found, withDifferences ? undefined : 0);
  const address = collectionAddress(request, EVENT_PARAMETERS);
  const frame = collectionFrame("Event", found.length, total, page, address);
  return collectionAnswer(frame, presented(ledger, portions, withDifferences), found.length);
}

async function* presented(
  ledger: Ledger,
  portions: Portions<ListedEvent>,
  withDifferences: boolean,
): AsyncGenerator<JsonObject[]> {
  for await (const events of portions) {
    const places = await ledger.places(events.map(eventNumber));
    yield events.map((event) =>
      presentEvent(event, places.get(eventNumber(event)), withDifferences),
    );
  }
}

/** Without a limit of events: it is sent while it is read. */
function csvAnswer(
  trail: Trail,
  ledger: Ledger,
  query: EventQuery,
  withDifferences: boolean,
): Answer {
  const headers = {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": 'attachment; filename="events.csv"',
  };
  const portions = trail.streamEvents(query, withDifferences);
  return textAnswer(headers, csvText(ledger, portions, withDifferences));
}

async function* csvText(
  ledger: Ledger,
  portions: Portions<ListedEvent>,
  withDifferences: boolean,
): AsyncGenerator<string> {
  yield eventsAsCsv([], withDifferences);
  for await (const events of portions) {
    const entries = await ledger.entries(events.map(eventNumber));
    for (const event of events) {
      const csv = eventsAsCsv([event], withDifferences, entries);
      yield csv.slice(csv.indexOf("\r\n") + 2);
    }
  }
}

async function oneEvent(
  { trail, ledger }: EventRoutesOptions,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  const recorded = readEvent(await eventText(trail, request, caller));
  const event = disclosed(recorded, await trail.personalValues(recorded), sha256Hex);
  const places = await ledger.places([eventNumber(event)]);
  return { body: presentEvent(event, places.get(eventNumber(event)), true) };
}

/** With `format=file`, the answer is only the proof, as a `.tlog-proof` file. */
async function proofOf(
  { trail, ledger }: EventRoutesOptions,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  const text = await eventText(trail, request, caller);
  const event = readEvent(text);
  const { Id } = event;
  const proof = await ledger.proof(eventNumber(event));
  if (proof === undefined) {
    throw new Refusal(
      "conflict",
      `${Id} is recorded but not in the ledger yet; try again in a second.`,
    );
  }
  if (request.query.get("format") !== "file") {
    const Personal = shownValues(await trail.personalValues(event));
    return { body: { Id, Event: text, Proof: proof, Personal } };
  }
  const headers = {
    "content-type": "text/plain; charset=utf-8",
    "content-disposition": `attachment; filename="${Id}.tlog-proof"`,
  };
  return { headers, body: proof };
}

/** The values that the event has commitments to, with the salts that are needed to check them. */
function shownValues(values: PersonalValues): JsonObject {
  const shown = Object.entries(values).map(([member, { salt, value }]) => {
    return [member, { Salt: salt, Value: value }] as const;
  });
  return Object.fromEntries(shown);
}

/**
 * The canonical text of the event in the URL; fails with `not-found` if there is none that the
 * caller may see.
 */
async function eventText(trail: Trail, request: RouteRequest, caller: Caller): Promise<string> {
  const id = request.params.id ?? "";
  requireEventView(caller);
  const visibility = caller.visibility.filter(({ SpaceId }) => {
    return !request.namesSpace || SpaceId === null || SpaceId === request.spaceId;
  });
  const [, digits] = /^Events-(\d{1,15})$/i.exec(id) ?? [];
  const text = digits === undefined ? undefined : await trail.eventText(Number(digits), visibility);
  if (text === undefined) throw notFound(id);
  return text;
}

/** Fails with `forbidden` for a caller without EventView in any scope. */
function requireEventView(caller: Caller): void {
  if (caller.visibility.length === 0) caller.require("EventView", { spaceId: null });
}

function metadataRoute(
  name: string,
  summary: string,
  list: (appliesTo?: string) => unknown,
): Route {
  return {
    method: "GET",
    path: `/events/${name}`,
    access: "signed-in",
    summary,
    query: ["appliesTo"],
    handle: ({ query }) => ({ body: list(query.get("appliesto") || undefined) }),
  };
}

/** Common user agents of API clients, for the filter, which accepts others too. */
const AGENTS = [
  "Server",
  "Mozilla",
  "OctopusClient-dotnet",
  "ts-octopusdeploy",
  "go-octopusdeploy",
];

function agentResources() {
  return AGENTS.map((agent) => ({ Id: agent, Name: agent, Links: {} }));
}

function refusedWrites(method: Exclude<Method, "GET">): Route[] {
  return ["/events", "/events/:id"].map((path) => ({
    method,
    path,
    access: "public",
    reason: "It refuses every request",
    summary: "Refused: events cannot be written, changed or deleted",
    handle: () => {
      throw new Refusal(
        "append-only",
        "Events cannot be added, modified or deleted: the audit trail is append-only.",
      );
    },
  }));
}
