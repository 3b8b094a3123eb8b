import type { ServerNode } from "@indelible/domain";
import { formatPolicy, type Policy } from "@indelible/ledger";
import { canonicalize, type Sealer } from "@indelible/trail";
import type { Config } from "./config.ts";
import { serverVersion } from "./server-version.ts";
import { shownConfiguration } from "./shown-configuration.ts";

/** What a server is started with. */
export interface StartedWith {
  readonly config: Config;
  readonly witnessPolicy: Policy;
  readonly sealer: Pick<Sealer, "secretDigest">;
  /** The name of the server among those that share its database. */
  readonly name: string;
  /** The verifier keys of the ledger, oldest first; the last one signs. */
  readonly verifierKeys: readonly string[];
}

/** The body of the document of a server. It has no secrets: docs/formats/secrets.md, configuration. */
export function serverNodeBody(started: StartedWith): ServerNode {
  const { config, witnessPolicy, sealer, name, verifierKeys } = started;
  const digestOf = (variable: string, secret: string) =>
    `secret-digest:${sealer.secretDigest(canonicalize(["configuration", variable, secret]))}`;
  return {
    Name: name,
    Version: serverVersion(),
    NodeVersion: process.versions.node,
    Configuration: shownConfiguration(config, digestOf),
    WitnessPolicy: formatPolicy(witnessPolicy).trimEnd().split("\n"),
    LedgerVerifierKeys: [...verifierKeys],
  };
}
