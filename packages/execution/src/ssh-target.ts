/** How an account signs in. Private keys are in OpenSSH, PEM or PuTTY format. */
export type SshCredential =
  | { readonly password: string }
  | { readonly privateKey: string; readonly passphrase?: string | undefined };

/** An SSH server, its expected host key, and the account to use. */
export interface SshTarget {
  readonly host: string;
  readonly port: number;
  /** The fingerprint of its host key, in a form of docs/formats/scripts.md. */
  readonly fingerprint: string;
  readonly username: string;
  readonly credential: SshCredential;
  /** The longest time to connect, in milliseconds; 20,000 by default. */
  readonly timeout?: number | undefined;
  /**
   * The interval of keep-alive requests, in milliseconds; 15,000 by default. After three without an
   * answer the connection is lost.
   */
  readonly keepalive?: number | undefined;
}

/** The target in error messages: its host, and its port unless that is 22. */
export function placeOf({ host, port }: SshTarget): string {
  return port === 22 ? host : `${host}:${port}`;
}
