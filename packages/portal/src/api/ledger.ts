import { queryOptions, useQuery } from "@tanstack/react-query";
import { read } from "./client.ts";
import type { Collection } from "./resources.ts";

/** A signed checkpoint: what the ledger stated of itself at a time. */
export interface CheckpointResource {
  /** Entries of the tree. */
  readonly Size: number;
  /** Base64 of 32 bytes. */
  readonly RootHash: string;
  /** ISO 8601, by the server's clock. */
  readonly SignedOn: string;
  /** The signed note, byte for byte (C2SP tlog-checkpoint). */
  readonly Note: string;
}

/** How the ledger is. */
export interface LedgerResource {
  /** The name of the log: the first line of its checkpoints. */
  readonly Origin: string;
  /** A C2SP verifier key string. */
  readonly VerifierKey: string;
  readonly Checkpoint: CheckpointResource | null;
  /** Events recorded but not in the ledger yet. */
  readonly WaitingEvents: number;
  /** Since when the longest of them waits, ISO 8601. */
  readonly WaitingSince: string | null;
  /** What the server found wrong with the ledger and still stands. */
  readonly Alarms?: readonly AlarmResource[];
  readonly Witnesses?: readonly WitnessResource[];
  /** Whether the newest checkpoint bears the cosignatures that are asked for; null before the first. */
  readonly Quorum?: {
    /** Null when no cosignature is asked for. */
    readonly Name: string | null;
    readonly IsMet: boolean;
  } | null;
}

/** Something in the database that no crash explains: somebody changed the ledger's rows. */
export interface AlarmResource {
  readonly Code: string;
  /** What was found, as a sentence. */
  readonly Found: string;
  /** What to do, as a sentence. */
  readonly Advice: string;
  /** Whether nothing is signed while it stands. */
  readonly IsSigningStopped: boolean;
}

/** Somebody else who keeps the ledger from being rolled back. */
export interface WitnessResource {
  readonly Name: string;
  /** Size of the ledger it cosigned last; 0 if none yet. */
  readonly LastSize: number;
  /** When it last answered as it should, ISO 8601. */
  readonly LastSeen: string | null;
  readonly State: string;
  /** What is wrong, in words; empty if nothing is. */
  readonly Detail: string;
}

/** The proof of one event, with what it proves. */
export interface ProofResource {
  readonly Id: string;
  /** The event's canonical text (RFC 8785): the bytes that the ledger commits to. */
  readonly Event: string;
  /** A C2SP tlog-proof file. */
  readonly Proof: string;
}

/** Keys of the ledger. */
export const ledgerKeys = {
  all: ["ledger"] as const,
  status: () => [...ledgerKeys.all, "status"] as const,
  checkpoints: () => [...ledgerKeys.all, "checkpoints"] as const,
  proof: (eventId: string) => [...ledgerKeys.all, "proof", eventId] as const,
};

/** How often an open page asks the ledger how it is, in ms. */
const REFRESH_MS = 3_000;

/** Checkpoints that are listed, and that the time of a proof is looked up in. */
export const CHECKPOINTS_LISTED = 100;

/** How the ledger is, as of now. */
export function ledgerQuery() {
  return queryOptions({
    queryKey: ledgerKeys.status(),
    queryFn: ({ signal }) => read<LedgerResource>("/api/ledger", signal),
    staleTime: 0,
  });
}

/** How the ledger is, kept up to date while a page shows it. */
export function useLedger() {
  return useQuery({ ...ledgerQuery(), refetchInterval: REFRESH_MS });
}

/** The newest checkpoints, newest first. */
export function checkpointsQuery() {
  return queryOptions({
    queryKey: ledgerKeys.checkpoints(),
    queryFn: ({ signal }) =>
      read<Collection<CheckpointResource>>(
        `/api/ledger/checkpoints?take=${CHECKPOINTS_LISTED}`,
        signal,
      ),
    staleTime: 0,
  });
}

/** The newest checkpoints, kept up to date while a page shows them. */
export function useCheckpoints() {
  return useQuery({ ...checkpointsQuery(), refetchInterval: REFRESH_MS });
}

/** The proof of an event as of now: an `ApiError` of status 409 while it is not in the ledger. */
export function proofQuery(eventId: string) {
  return queryOptions({
    queryKey: ledgerKeys.proof(eventId),
    queryFn: ({ signal }) =>
      read<ProofResource>(`/api/events/${encodeURIComponent(eventId)}/proof`, signal),
    staleTime: 0,
  });
}
