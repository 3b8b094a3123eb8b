import type { RoundFindings, VerifierState } from "@indelible/trail";

/** How far the verification in the background is, as `/api/ledger` describes it. */
export function verificationResource({ current, last }: VerifierState) {
  return {
    Current: current && {
      StartedOn: current.startedAt,
      Entries: current.size,
      VerifiedEntries: current.index,
      ...findingsResource(current.findings),
    },
    Last: last && {
      StartedOn: last.startedAt,
      EndedOn: last.endedAt,
      Entries: last.size,
      RootHash: last.root,
      ...findingsResource(last.findings),
    },
  };
}

function findingsResource({ count, kept }: RoundFindings) {
  return {
    FindingsCount: count,
    Findings: kept.map(([kind, eventId, index, detail]) => ({
      Kind: kind,
      EventId: eventId,
      Index: index,
      Detail: detail,
    })),
  };
}
