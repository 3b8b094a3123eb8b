import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import ssh2 from "ssh2";
import { requireSshd } from "../../scripts/prepare/sshd.mjs";
import { freePort } from "./free-port.ts";
import { newSshKey } from "./ssh-key.ts";

/** A temporary OpenSSH server on the loopback address, with one account. */
export interface Sshd {
  host: string;
  port: number;
  /**
   * Fingerprint of its Ed25519 host key, as OpenSSH prints it; {@link hostKeys} has the other key.
   */
  fingerprint: string;
  /** Its host keys in wire format: Ed25519, ECDSA. */
  hostKeys: readonly Uint8Array[];
  /** The account of this process; it has no valid password. */
  username: string;
  /** The private key for signing in, in OpenSSH format. */
  privateKey: string;
  /** The home folder of sessions, new and empty. */
  home: string;
  /** Stops the server and removes its directory. */
  stop(): Promise<void>;
}

/**
 * Starts an OpenSSH server in a new temporary directory. Sessions get a separate home folder and
 * the PATH of this process. It ends with this process even when that is killed; see sshd-watchdog.sh.
 *
 * @throws SetupError when no sshd can be found
 */
export async function startSshd(): Promise<Sshd> {
  const program = requireSshd();
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), "indelible-sshd-"));
  const account = newSshKey();
  const hostKeys = [newSshKey(), ssh2.utils.generateKeyPairSync("ecdsa", { bits: 256 })].map(
    ({ private: key }) => key,
  );
  const home = join(directory, "home");
  mkdirSync(home);
  writeFileSync(join(directory, "authorized_keys"), account.public);
  hostKeys.forEach((key, index) => {
    writeFileSync(join(directory, `host_key_${index}`), key, { mode: 0o600 });
  });
  writeFileSync(join(directory, "sshd_config"), configuration(directory, port));
  const watchdog = await startWatchdog(program, directory);
  const [first = Buffer.of(), ...others] = hostKeys.map(publicPart);
  return {
    host: "127.0.0.1",
    port,
    fingerprint: `SHA256:${createHash("sha256").update(first).digest("base64").replace("=", "")}`,
    hostKeys: [first, ...others],
    username: userInfo().username,
    privateKey: account.private,
    home,
    stop: () => stopWatchdog(watchdog),
  };
}

/** Without PAM, which requires root, and without checking the owner of the keys. */
function configuration(directory: string, port: number): string {
  return `
    ListenAddress 127.0.0.1
    Port ${port}
    HostKey ${directory}/host_key_0
    HostKey ${directory}/host_key_1
    AuthorizedKeysFile ${directory}/authorized_keys
    StrictModes no
    UsePAM no
    PermitRootLogin yes
    PasswordAuthentication yes
    KbdInteractiveAuthentication no
    PidFile none
    SetEnv HOME=${directory}/home "PATH=${process.env.PATH}"
  `;
}

async function startWatchdog(program: string, directory: string): Promise<ChildProcess> {
  // The directory for privilege separation of a server that runs as root.
  if (process.getuid?.() === 0) mkdirSync("/run/sshd", { recursive: true, mode: 0o755 });
  const script = fileURLToPath(new URL("sshd-watchdog.sh", import.meta.url));
  const watchdog = spawn("/bin/sh", [script, program, directory], {
    // A separate process group: Ctrl-C reaches only the test run, which then closes the watchdog's
    // input.
    detached: true,
    stdio: ["pipe", "ignore", "pipe"],
  });
  let log = "";
  for await (const line of createInterface(watchdog.stderr)) {
    log += `${line}\n`;
    if (!line.includes("Server listening on")) continue;
    watchdog.stderr.resume();
    return watchdog;
  }
  throw new Error(`sshd did not start:\n${log}`);
}

function publicPart(privateKey: string): Uint8Array {
  const key = ssh2.utils.parseKey(privateKey);
  if (key instanceof Error) throw key;
  return key.getPublicSSH();
}

async function stopWatchdog(watchdog: ChildProcess): Promise<void> {
  if (watchdog.exitCode !== null || watchdog.signalCode !== null) return;
  watchdog.stdin?.end();
  await once(watchdog, "exit");
}
