import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { allReadOnly, list, map, object, text } from "./fields.ts";
import { INSTALLATION_RECORD } from "./installation-record.ts";

const schema = object(
  allReadOnly({
    Name: text(),
    Version: text(),
    NodeVersion: text(),
    /** The settings by the names of their variables; secrets as keyed digests. */
    Configuration: map(text()),
    /** The lines of the witness policy (C2SP tlog-policy). */
    WitnessPolicy: list(text()),
    /** The keys that verify the checkpoints of the ledger, oldest first; the last one signs. */
    LedgerVerifierKeys: list(text()),
  }),
);

/** The body of the record of a server: what it was last started with. */
export type ServerNode = BodyOf<typeof schema>;

const categories = ["ServerStarted", "ServerStopped", "ServerStoppedUnexpectedly"] as const;

/** A category of the events of a server. */
export type ServerNodeCategory = (typeof categories)[number];

/**
 * A server of the installation, with the configuration of its last start. Each start and stop is an
 * event of it.
 */
export const serverNodes = defineDocument<ServerNode, ServerNodeCategory>({
  ...INSTALLATION_RECORD,
  prefix: "OctopusServerNodes",
  label: "Server Node",
  route: "octopusservernodes",
  schema,
  categories,
  title: ({ Name }) => Name,
  verb: (before) =>
    before === undefined ? "was recorded" : "was started with another configuration",
});

/** The id of the document of the server with a name. */
export function serverNodeId(name: string): string {
  return `${serverNodes.prefix}-${name}`;
}
