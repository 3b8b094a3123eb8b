import {
  type Account,
  accounts,
  limitProblem,
  type Machine,
  type UsePlace,
} from "@indelible/domain";
import type { ScriptHost, SshCredential } from "@indelible/execution";
import { openSshHost } from "@indelible/execution";
import { openSecret, type Sealer, type StoredDocument } from "@indelible/trail";
import { ActionError } from "../actions/action-error.ts";
import type { TrailReader } from "../ports/trail-reader.ts";

/** Dependencies of connecting to targets. */
export interface TargetHostsOptions {
  readonly trail: TrailReader;
  readonly sealer: Sealer;
  /** Runs scripts on the server; undefined when the server must not run any. */
  readonly scriptHost: ScriptHost | undefined;
  readonly random: (bytes: number) => Uint8Array;
}

/** The hosts of one task: it connects to each target once, and closes all connections at its end. */
export class TargetHosts {
  readonly #options: TargetHostsOptions;
  readonly #place: UsePlace | undefined;
  readonly #open = new Map<string, Promise<ScriptHost>>();

  /** @param place the place of the run; by default that of each target */
  constructor(options: TargetHostsOptions, place?: UsePlace) {
    this.#options = options;
    this.#place = place;
  }

  /** The host of the server; fails with ActionError when scripts must not run there. */
  server(): ScriptHost {
    const { scriptHost } = this.#options;
    if (scriptHost !== undefined) return scriptHost;
    throw new ActionError(
      "This server runs no scripts itself (RUN_ON_SERVER=false): give the step target roles.",
    );
  }

  /** The host of a machine; fails with ExecutionError or ActionError when it cannot be reached. */
  async of(machine: StoredDocument<Machine>): Promise<ScriptHost> {
    const endpoint = machine.body.Endpoint;
    if (endpoint.CommunicationStyle === "None") return this.server();
    if (endpoint.CommunicationStyle !== "Ssh") {
      throw new ActionError(
        `This server reaches targets by SSH, not by ${endpoint.CommunicationStyle}.`,
      );
    }
    const known = this.#open.get(machine.id) ?? this.#connect(machine);
    this.#open.set(machine.id, known);
    return known;
  }

  /** Closes all connections. */
  async close(): Promise<void> {
    const hosts = await Promise.allSettled(this.#open.values());
    for (const host of hosts) if (host.status === "fulfilled") await host.value.close();
  }

  async #connect(machine: StoredDocument<Machine>): Promise<ScriptHost> {
    const { random } = this.#options;
    const { Host, Port, Fingerprint } = machine.body.Endpoint;
    const account = await this.#accountOf(machine);
    const target = {
      host: Host ?? "",
      port: Port,
      fingerprint: Fingerprint ?? "",
      username: account.body.Username ?? "",
      credential: this.#credentialOf(account),
    };
    return openSshHost(target, { random });
  }

  /** The account of a target; fails with ActionError when there is none, or none for this place. */
  async #accountOf({ spaceId, body }: StoredDocument<Machine>): Promise<StoredDocument<Account>> {
    const { AccountId } = body.Endpoint;
    const account = await this.#options.trail.documentOf(accounts, AccountId ?? "");
    if (account === undefined || account.spaceId !== spaceId) {
      throw new ActionError("The target has no account: set AccountId of its endpoint.");
    }
    const place = this.#place ?? { environmentIds: body.EnvironmentIds };
    const problem = limitProblem(account.body, place);
    if (problem === undefined) return account;
    throw new ActionError(`The target's account '${account.title}' ${problem}.`);
  }

  #credentialOf(account: StoredDocument<Account>): SshCredential {
    const secret = (field: keyof Account) =>
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

/** Most clients send a key file in Base64; some send its text. */
function keyText(sent: string): string {
  return sent.includes("-----BEGIN") ? sent : Buffer.from(sent, "base64").toString("utf8");
}
