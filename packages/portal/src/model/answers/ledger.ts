/** A signed checkpoint: the state of the ledger at a time. */
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

/** The state of the ledger. */
export interface LedgerResource {
  /** The name of the log: the first line of its checkpoints. */
  readonly Origin: string;
  /** A C2SP verifier key string. */
  readonly VerifierKey: string;
  /** All keys that the ledger has had, the current one first. */
  readonly VerifierKeys?: readonly VerifierKeyResource[];
  /** The signed statements that replaced keys. */
  readonly KeyStatements?: readonly string[];
  readonly Checkpoint: CheckpointResource | null;
  /** Events recorded but not in the ledger yet. */
  readonly WaitingEvents: number;
  /** Since when the oldest of them has been waiting, ISO 8601. */
  readonly WaitingSince: string | null;
  /** The current alarms: what the server found wrong with the ledger. */
  readonly Alarms?: readonly AlarmResource[];
  /** The verification in the background; missing if the server does not report it. */
  readonly Verification?: VerificationResource;
  /** The logs that were closed before the current one, oldest first. */
  readonly ClosedLogs?: readonly ClosedLogResource[];
  readonly Witnesses?: readonly WitnessResource[];
  /** Whether the newest checkpoint has the required cosignatures; null before the first checkpoint. */
  readonly Quorum?: {
    /** Null when no cosignature is required. */
    readonly Name: string | null;
    readonly IsMet: boolean;
  } | null;
}

/** A key of the ledger, and the sizes of the checkpoints that it must sign. */
export interface VerifierKeyResource {
  readonly VerifierKey: string;
  readonly FromSize: number;
  /** Null for the current key. */
  readonly ToSize: number | null;
}

/** How far the server's verification in the background is. */
export interface VerificationResource {
  /** The verification in progress; null between two of them. */
  readonly Current: {
    /** ISO 8601. */
    readonly StartedOn: string;
    /** Entries to verify, and those that were verified. */
    readonly Entries: number;
    readonly VerifiedEntries: number;
    readonly FindingsCount: number;
    /** The first of the findings. */
    readonly Findings: readonly FindingResource[];
  } | null;
  /** The last completed verification; null before the first. */
  readonly Last: {
    readonly StartedOn: string;
    readonly EndedOn: string;
    readonly Entries: number;
    readonly RootHash: string;
    readonly FindingsCount: number;
    readonly Findings: readonly FindingResource[];
  } | null;
}

/** Something that is not as it was recorded. */
export interface FindingResource {
  readonly Kind: string;
  /** Such as `Events-17`; null if it is not about an event. */
  readonly EventId: string | null;
  /** Its place in the ledger from 0; null if it has none. */
  readonly Index: number | null;
  /** What was found, as a sentence. */
  readonly Detail: string;
}

/** A log that was closed, because a backup was restored or its key was lost. */
export interface ClosedLogResource {
  readonly Origin: string;
  /** Size of the last checkpoint that was signed under this origin. */
  readonly Size: number;
  /** Entries that were lost. */
  readonly MissingEntries: number;
  /** ISO 8601. */
  readonly ClosedOn: string;
}

/** Damage to the ledger that no crash explains: someone changed its rows. */
export interface AlarmResource {
  readonly Code: string;
  /** What was found, as a sentence. */
  readonly Found: string;
  /** What to do, as a sentence. */
  readonly Advice: string;
  /** Whether nothing is signed while the alarm is current. */
  readonly IsSigningStopped: boolean;
}

/** An independent party that detects a rollback of the ledger. */
export interface WitnessResource {
  readonly Name: string;
  /** Its C2SP verifier key string; missing if the server does not report it. */
  readonly VerifierKey?: string | null;
  /** Size of the ledger it cosigned last; 0 if none yet. */
  readonly LastSize: number;
  /** When it last answered correctly, ISO 8601. */
  readonly LastSeen: string | null;
  readonly State: string;
  /** The problem as a sentence; empty if there is none. */
  readonly Detail: string;
}

/** The proof of one event, with the proved text. */
export interface ProofResource {
  readonly Id: string;
  /** The event's canonical text (RFC 8785): the bytes that the ledger commits to. */
  readonly Event: string;
  /** A C2SP tlog-proof file. */
  readonly Proof: string;
  /** The values that the event has commitments to; a value that was erased is absent. */
  readonly Personal?: PersonalResource;
}

/** Values of personal members of an event, each with the salt of its commitment. */
export interface PersonalResource {
  readonly [member: string]: { readonly Salt: string; readonly Value: string };
}
