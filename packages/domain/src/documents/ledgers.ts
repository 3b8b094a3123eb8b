import { defineDocument } from "./define-document.ts";
import { object } from "./fields.ts";

/** The id of the one document of its type. */
export const LEDGER_ID = "Ledgers-1";

/**
 * The ledger of the installation: what is on record of it, such as its alarms, is events of this
 * document. It is made with the first of them.
 */
export const ledgers = defineDocument({
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
  schema: object({}),
  title: () => "Ledger",
  subject: (id) => [{ documentId: id, text: "Ledger" }],
  verb: (before) => (before === undefined ? "was put on record" : undefined),
  example: () => ({}),
});
