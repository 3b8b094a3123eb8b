import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { allReadOnly, integer, list, object, readOnly, text } from "./fields.ts";
import { INSTALLATION_RECORD } from "./installation-record.ts";

/** The id of the one document of its type. */
export const LEDGER_ID = "Ledgers-1";

const schema = object({
  ClosedLogs: readOnly(
    list(
      object(
        allReadOnly({
          Origin: text(),
          VerifierKey: text(),
          Size: integer(),
          RootHash: text(),
          MissingEntries: integer(),
        }),
      ),
    ),
  ),
  KeyChanges: readOnly(
    list(
      object(
        allReadOnly({
          NewVerifierKey: text(),
          Size: integer(),
          Statement: text(),
        }),
      ),
    ),
  ),
});

/**
 * The body of the ledger's document: the logs that were closed and the changes of the key, oldest first.
 */
export type LedgerBody = BodyOf<typeof schema>;

const categories = [
  "LedgerAlarm",
  "LedgerAlarmEnded",
  "LedgerTakenOver",
  "LedgerVerified",
  "LedgerVerificationFailed",
  "WitnessQuorumLost",
  "WitnessQuorumRegained",
  "ExportComplete",
] as const;

/** A category of the events of the ledger. */
export type LedgerCategory = (typeof categories)[number];

/**
 * The ledger of the installation. Events about the ledger itself, such as its alarms, are events of
 * this document, which is created with the first of them.
 */
export const ledgers = defineDocument<LedgerBody, LedgerCategory>({
  ...INSTALLATION_RECORD,
  prefix: "Ledgers",
  label: "Ledger",
  route: "ledgers",
  schema,
  categories,
  title: () => "Ledger",
  subject: (id) => [{ documentId: id, text: "Ledger" }],
  verb: (before, after) =>
    verbOfClosing(before, after) ??
    verbOfKeyChange(before, after) ??
    (before ? undefined : "was created"),
});

function verbOfClosing(
  before: LedgerBody | undefined,
  after: LedgerBody | undefined,
): string | undefined {
  const closed = after?.ClosedLogs ?? [];
  const last = closed.at(-1);
  if (last === undefined || closed.length === (before?.ClosedLogs ?? []).length) return undefined;
  const { Origin, Size, MissingEntries } = last;
  return `closed the log ${Origin} at ${Size} entries, of which ${MissingEntries} are missing`;
}

function verbOfKeyChange(
  before: LedgerBody | undefined,
  after: LedgerBody | undefined,
): string | undefined {
  const changes = after?.KeyChanges ?? [];
  const last = changes.at(-1);
  if (last === undefined || changes.length === (before?.KeyChanges ?? []).length) return undefined;
  return `changed its key after ${last.Size} entries; the new key is ${last.NewVerifierKey}`;
}
