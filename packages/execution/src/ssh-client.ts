import ssh2, { type Client, type ConnectConfig } from "ssh2";
import { ExecutionError } from "./execution-error.ts";
import { fingerprintOf, HOST_KEY_TYPES, hostKeyPin } from "./host-key.ts";
import { placeOf, type SshTarget } from "./ssh-target.ts";

const TIMEOUT_MILLISECONDS = 20_000;
const KEEPALIVE_MILLISECONDS = 15_000;
const KEEPALIVES_MAX = 3;
/** The longest reason of a server that is quoted, in UTF-16 code units. */
const REASON_MAX = 300;

/**
 * Connects and signs in. The account's credentials are sent only to a server with the pinned host
 * key. ExecutionError `host-key`, `unreachable` or `authentication`.
 */
export async function connectSsh(target: SshTarget): Promise<Client> {
  const isPinned = hostKeyPin(target.fingerprint);
  const account = accountOf(target);
  const others: string[] = [];
  for (const types of HOST_KEY_TYPES) {
    const tried = others.length;
    const hostVerifier = (hostKey: Buffer) => {
      if (isPinned(hostKey)) return true;
      others.push(fingerprintOf(hostKey));
      return false;
    };
    try {
      const algorithms = { serverHostKey: [...types] };
      return await connected({ ...account, hostVerifier, algorithms });
    } catch (cause) {
      const mayHaveAnother = others.length > tried || lacksKeyOf(cause);
      if (!mayHaveAnother) throw connectError(target, cause);
    }
  }
  const presented = others.length === 0 ? "no key that can be verified" : others.join(" and ");
  const message = `${placeOf(target)} presented ${presented}, not the host key ${target.fingerprint}.`;
  throw new ExecutionError("host-key", message);
}

function accountOf(target: SshTarget): ConnectConfig {
  const { host, port, username, credential, timeout, keepalive } = target;
  const base: ConnectConfig = {
    host,
    port,
    username,
    readyTimeout: timeout ?? TIMEOUT_MILLISECONDS,
    keepaliveInterval: keepalive ?? KEEPALIVE_MILLISECONDS,
    keepaliveCountMax: KEEPALIVES_MAX,
  };
  if ("password" in credential) {
    return { ...base, password: credential.password, tryKeyboard: true };
  }
  const { privateKey, passphrase } = credential;
  const key = ssh2.utils.parseKey(privateKey, passphrase);
  if (key instanceof Error) {
    const message = `The private key of ${username} cannot be read: check its passphrase.`;
    throw new ExecutionError("authentication", message, { cause: key });
  }
  return { ...base, privateKey, ...(passphrase === undefined ? {} : { passphrase }) };
}

function connected(config: ConnectConfig): Promise<Client> {
  return new Promise((resolve, reject) => {
    const client = new ssh2.Client();
    client.once("ready", () => resolve(client));
    // Also after the connection is established: "close" follows then, which ends the runs.
    client.on("error", (error) => {
      reject(error);
      client.destroy();
    });
    client.once("close", () =>
      reject(new ExecutionError("unreachable", "The server closed the connection.")),
    );
    client.on("keyboard-interactive", (_name, _instructions, _language, prompts, answer) => {
      answer(prompts.map(({ echo }) => (echo === true ? "" : (config.password ?? ""))));
    });
    client.connect(config);
  });
}

/** True if the server has no host key of the requested types. */
function lacksKeyOf(error: unknown): boolean {
  return error instanceof Error && error.message.includes("no matching host key format");
}

function connectError(target: SshTarget, cause: unknown): ExecutionError {
  const place = placeOf(target);
  const level = cause instanceof Error && "level" in cause ? cause.level : undefined;
  if (level === "client-authentication") {
    const message = `${place} refused the account ${target.username}.`;
    return new ExecutionError("authentication", message, { cause });
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = `${place} cannot be reached over SSH: ${reason.slice(0, REASON_MAX)}`;
  return new ExecutionError("unreachable", message, { cause });
}
