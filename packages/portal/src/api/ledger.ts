import type { LogReader } from "@indelible/ledger";
import { queryOptions, useQuery } from "@tanstack/react-query";
import type { CheckpointResource, LedgerResource, ProofResource } from "../model/answers/ledger.ts";
import type { Collection } from "../model/answers/resources.ts";
import { read, readBytes } from "./client.ts";

/** Keys of the ledger. */
export const ledgerKeys = {
  all: ["ledger"] as const,
  status: () => [...ledgerKeys.all, "status"] as const,
  checkpoints: () => [...ledgerKeys.all, "checkpoints"] as const,
  check: () => [...ledgerKeys.all, "check"] as const,
  proof: (eventId: string) => [...ledgerKeys.all, "proof", eventId] as const,
};

/** How often an open page reads the state of the ledger, in ms. */
export const REFRESH_MS = 3_000;

/** Checkpoints that are listed, and that the time of a proof is looked up in. */
export const CHECKPOINTS_LISTED = 100;

/** The current state of the ledger. */
export function ledgerQuery() {
  return queryOptions({
    queryKey: ledgerKeys.status(),
    queryFn: ({ signal }) => read<LedgerResource>("/api/ledger", signal),
    staleTime: 0,
  });
}

/** Reads the tiles of the ledger, as C2SP tlog-tiles names them. */
export function ledgerFiles(signal: AbortSignal): LogReader {
  return { readFile: (path, bytesMax) => readBytes(`/api/ledger/${path}`, bytesMax, signal) };
}

/** The state of the ledger, updated while a page shows it. */
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
