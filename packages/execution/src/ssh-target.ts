/** How an account signs in. Keys are in the form of OpenSSH, PEM or PuTTY. */
export type SshCredential =
  | { readonly password: string }
  | { readonly privateKey: string; readonly passphrase?: string | undefined };

/** An SSH server, the key it has to show, and the account to use there. */
export interface SshTarget {
  readonly host: string;
  readonly port: number;
  /** Of its host key, in one of the forms of docs/formats/scripts.md. */
  readonly fingerprint: string;
  readonly username: string;
  readonly credential: SshCredential;
  /** The longest that connecting may take, in milliseconds; 20,000 unless told. */
  readonly timeout?: number | undefined;
  /**
   * Between questions whether the server is still there, in milliseconds; 15,000 unless told. After
   * three without an answer the connection is lost.
   */
  readonly keepalive?: number | undefined;
}

/** The target, as the subject of a sentence. */
export function placeOf({ host, port }: SshTarget): string {
  return port === 22 ? host : `${host}:${port}`;
}
