import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { integer, object, readOnly } from "./fields.ts";
import { INSTALLATION_RECORD } from "./installation-record.ts";

/** The id of the one document of its type. */
export const MASTER_KEY_ID = "MasterKeys-1";

const schema = object({ Generation: readOnly(integer(1, 1)) });

/** The body of the record of the master key. */
export type MasterKey = BodyOf<typeof schema>;

const categories = ["MasterKeyShown"] as const;

/** A category of the events of the master key. */
export type MasterKeyCategory = (typeof categories)[number];

/**
 * The record of the master key, without the key itself. A change of the key modifies this document,
 * and showing the key is an event of it.
 */
export const masterKeys = defineDocument<MasterKey, MasterKeyCategory>({
  ...INSTALLATION_RECORD,
  prefix: "MasterKeys",
  label: "Master Key",
  route: "masterkeys",
  schema,
  categories,
  title: () => "Master key",
  subject: (id) => [{ documentId: id, text: "Master key" }],
  verb: (before) => (before === undefined ? "was recorded" : undefined),
});
