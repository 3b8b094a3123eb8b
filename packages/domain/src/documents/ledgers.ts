import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { object } from "./fields.ts";

/** The id of the one document of its type. */
export const LEDGER_ID = "Ledgers-1";

const schema = object({});

/** The body of the ledger's document, which has no fields. */
export type LedgerBody = BodyOf<typeof schema>;

const categories = ["LedgerAlarm", "LedgerAlarmEnded", "LedgerTakenOver"] as const;

/** A category of the events of the ledger. */
export type LedgerCategory = (typeof categories)[number];

/**
 * The ledger of the installation. Events about the ledger itself, such as its alarms, are events of
 * this document, which is created with the first of them.
 */
export const ledgers = defineDocument<LedgerBody, LedgerCategory>({
  prefix: "Ledgers",
  label: "Ledger",
  route: "ledgers",
  level: "system",
  permissions: {
    view: "ConfigureServer",
    create: "ConfigureServer",
    edit: "ConfigureServer",
    delete: "ConfigureServer",
  },
  verbs: [],
  schema,
  categories,
  title: () => "Ledger",
  subject: (id) => [{ documentId: id, text: "Ledger" }],
  verb: (before) => (before === undefined ? "was created" : undefined),
  example: () => ({}),
});
