import { accounts } from "@indelible/domain";
import type { ScriptHost, SshCredential } from "@indelible/execution";
import { openSshHost } from "@indelible/execution";
import type { JsonObject } from "@indelible/trail";
import { openSecret, type Sealer, type StoredDocument } from "@indelible/trail";
import { ActionError } from "../actions/action-error.ts";
import type { TrailReader } from "../ports/trail-reader.ts";

/** What reaching targets stands on. */
export interface TargetHostsOptions {
  readonly trail: TrailReader;
  readonly sealer: Sealer;
  /** Where scripts of the server's own run; undefined when it must not run any. */
  readonly scriptHost: ScriptHost | undefined;
  readonly random: (bytes: number) => Uint8Array;
}

/** The hosts of one task: each target is connected to once, and let go of at the end. */
export class TargetHosts {
  readonly #options: TargetHostsOptions;
  readonly #open = new Map<string, Promise<ScriptHost>>();

  constructor(options: TargetHostsOptions) {
    this.#options = options;
  }

  /** The server's own host; fails with a sentence when scripts are not to run there. */
  server(): ScriptHost {
    const { scriptHost } = this.#options;
    if (scriptHost !== undefined) return scriptHost;
    throw new ActionError(
      "This server runs no scripts itself (RUN_ON_SERVER=false): give the step target roles.",
    );
  }

  /** The host of a machine; fails with ExecutionError or a sentence when it is out of reach. */
  async of(machine: StoredDocument): Promise<ScriptHost> {
    const endpoint = machine.body.Endpoint as JsonObject;
    if (endpoint.CommunicationStyle === "None") return this.server();
    if (endpoint.CommunicationStyle !== "Ssh") {
      throw new ActionError(
        `This server reaches targets by SSH, not by ${endpoint.CommunicationStyle}.`,
      );
    }
    const known = this.#open.get(machine.id) ?? this.#connect(endpoint);
    this.#open.set(machine.id, known);
    return known;
  }

  /** Lets go of all targets. */
  async close(): Promise<void> {
    const hosts = await Promise.allSettled(this.#open.values());
    for (const host of hosts) if (host.status === "fulfilled") await host.value.close();
  }

  async #connect(endpoint: JsonObject): Promise<ScriptHost> {
    const [account] = await this.#options.trail.documents([String(endpoint.AccountId)]);
    if (account?.type !== accounts.prefix) {
      throw new ActionError("The target names no account to sign in with.");
    }
    const target = {
      host: String(endpoint.Host),
      port: Number(endpoint.Port),
      fingerprint: String(endpoint.Fingerprint ?? ""),
      username: String(account.body.Username),
      credential: this.#credentialOf(account),
    };
    return openSshHost(target, { random: this.#options.random });
  }

  #credentialOf(account: StoredDocument): SshCredential {
    const secret = (field: string) =>
      openSecret(this.#options.sealer, accounts, account, `/${field}`);
    const privateKey = secret("PrivateKeyFile");
    if (account.body.AccountType === "SshKeyPair" && privateKey !== undefined) {
      return { privateKey: keyText(privateKey), passphrase: secret("PrivateKeyPassphrase") };
    }
    const password = secret("Password");
    if (password !== undefined) return { password };
    throw new ActionError(`Account '${account.title}' has neither a password nor a private key.`);
  }
}

/** Clients send a key file in Base64; some send its text. */
function keyText(sent: string): string {
  return sent.includes("-----BEGIN") ? sent : Buffer.from(sent, "base64").toString("utf8");
}
