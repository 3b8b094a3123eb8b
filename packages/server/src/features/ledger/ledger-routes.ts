import type { Answer, Route, RouteRequest } from "@indelible/kernel";
import { collectionOf, notFound, readPage } from "@indelible/kernel";
import { type ChainedKey, formatHash, formatVerifierKey } from "@indelible/ledger";
import {
  type AlarmSource,
  type ClosedLog,
  closedLogStatement,
  type Ledger,
  type LedgerAlarm,
  type SignedCheckpoint,
  type Verifier,
  type Witnesses,
  type WitnessStatus,
} from "@indelible/trail";
import { verificationResource } from "./verification-resource.ts";

/** Dependencies of the routes of the ledger. */
export interface LedgerRoutesOptions {
  readonly ledger: Ledger;
  readonly witnesses: Witnesses;
  readonly alarmSource: AlarmSource;
  readonly verifier: Pick<Verifier, "state">;
  /** The name of the log: the first line of its checkpoints. */
  readonly origin: string;
  /** The keys that it has had, oldest first; the last one signs. */
  readonly keyChain: readonly ChainedKey[];
  /** The signed statements that replaced keys of this log and of closed ones. */
  readonly keyStatements: readonly string[];
  /**
   * Whether anonymous callers may read the log. It contains only hiding digests, but reveals their
   * number.
   */
  readonly isPublic: boolean;
}

/** Bytes of a file of the log; the largest, an entry bundle of 256 digests, is well below. */
const FILE_BYTES_MAX = 64 * 1024;
const IMMUTABLE = "public, max-age=604800, immutable";

type Handle = (request: RouteRequest) => Promise<Answer>;

/**
 * The routes of the ledger: C2SP tlog-tiles below `/api/ledger/`, its state and its checkpoints.
 */
export function ledgerRoutes(options: LedgerRoutesOptions): Route[] {
  const { ledger } = options;
  return [
    route(
      options,
      "/ledger",
      "Describes the ledger: its size, its key and the events that are not in it yet",
      () => status(options),
    ),
    route(
      options,
      "/ledger/checkpoint",
      "Gets the newest checkpoint as a signed note",
      async () => {
        const head = await ledger.checkpoint();
        if (head === undefined) throw notFound("checkpoint");
        return { headers: { "content-type": "text/plain; charset=utf-8" }, body: head.note };
      },
    ),
    route(options, "/ledger/checkpoints", "Lists all checkpoints, newest first", (request) =>
      listCheckpoints(ledger, request),
    ),
    route(options, "/ledger/tile/*", "Gets a tile or an entry bundle", (request) =>
      getFile(ledger, request),
    ),
  ];
}

function route(options: LedgerRoutesOptions, path: string, summary: string, handle: Handle): Route {
  const facts = { method: "GET", path, summary } as const;
  if (!options.isPublic) return { ...facts, access: "signed-in", handle };
  const reason = "LEDGER_PUBLIC allows anonymous callers to verify the log";
  return { ...facts, access: "public", reason, handle };
}

async function status(options: LedgerRoutesOptions): Promise<Answer> {
  const { ledger, origin, witnesses, alarmSource, verifier } = options;
  const keys = options.keyChain.toReversed().map(keyResource);
  const [head, lag, closed] = await Promise.all([
    ledger.checkpoint(),
    ledger.lag(),
    ledger.closedLogs(),
  ]);
  return {
    body: {
      Origin: origin,
      VerifierKey: keys[0]?.VerifierKey ?? null,
      VerifierKeys: keys,
      KeyStatements: options.keyStatements,
      Checkpoint: head === undefined ? null : checkpointResource(head),
      WaitingEvents: lag.waiting,
      WaitingSince: lag.since?.toISOString() ?? null,
      Alarms: alarmSource.alarms.map(alarmResource),
      Verification: verificationResource(verifier.state),
      ClosedLogs: closed.map(closedLogResource),
      Witnesses: witnesses.status().map(witnessResource),
      Quorum: head === undefined ? null : quorumResource(witnesses, head),
      Links: {
        Self: "/api/ledger",
        Checkpoint: "/api/ledger/checkpoint",
        Checkpoints: "/api/ledger/checkpoints{?skip,take}",
      },
    },
  };
}

/** A key, and the sizes of the checkpoints that it must sign. */
function keyResource({ key, from, to }: ChainedKey) {
  const ToSize = Number.isFinite(to) ? to : null;
  return { VerifierKey: formatVerifierKey(key), FromSize: from, ToSize };
}

function closedLogResource(log: ClosedLog) {
  return {
    ...closedLogStatement(log),
    Note: log.note,
    ClosedOn: log.closedOn.toISOString(),
    EventId: `Events-${log.eventNumber}`,
  };
}

function alarmResource({ code, found, advice, stops }: LedgerAlarm) {
  return { Code: code, Found: found, Advice: advice, IsSigningStopped: stops };
}

function witnessResource({ name, verifierKey, lastSize, lastSeen, state, detail }: WitnessStatus) {
  return {
    Name: name,
    VerifierKey: verifierKey,
    LastSize: lastSize,
    LastSeen: lastSeen?.toISOString() ?? null,
    State: `${state.slice(0, 1).toUpperCase()}${state.slice(1)}`,
    Detail: detail,
  };
}

/** Whether the newest checkpoint has the cosignatures that the policy requires. */
function quorumResource(witnesses: Witnesses, { note }: SignedCheckpoint) {
  const { name, cosigners, isMet } = witnesses.quorum(note);
  return { Name: name ?? null, IsMet: isMet, Cosigners: cosigners };
}

async function listCheckpoints(ledger: Ledger, request: RouteRequest): Promise<Answer> {
  const page = readPage(request.query);
  const { checkpoints, total } = await ledger.checkpoints(page.skip, page.take);
  const items = checkpoints.map(checkpointResource);
  const address = { path: request.path, parameters: [], template: ["skip", "take"] };
  return { body: collectionOf("Checkpoint", items, total, page, address) };
}

function checkpointResource({ size, root, note, signedOn }: SignedCheckpoint) {
  return { Size: size, RootHash: formatHash(root), SignedOn: signedOn.toISOString(), Note: note };
}

async function getFile(ledger: Ledger, request: RouteRequest): Promise<Answer> {
  const path = `tile/${request.params["*"] ?? ""}`;
  const bytes = await ledger.files.readFile(path, FILE_BYTES_MAX);
  if (bytes === undefined) throw notFound(path);
  const headers = { "content-type": "application/octet-stream", "cache-control": IMMUTABLE };
  return { headers, body: Buffer.from(bytes) };
}
