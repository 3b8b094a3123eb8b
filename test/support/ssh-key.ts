import ssh2 from "ssh2";

/** A key pair in the form of OpenSSH. */
export interface SshKeyPair {
  readonly private: string;
  readonly public: string;
}

/**
 * A new Ed25519 key pair. One of 256 key pairs that ssh2 generates cannot be read by ssh2, because
 * a leading zero is dropped; then another one is generated.
 */
export function newSshKey(passphrase?: string): SshKeyPair {
  for (;;) {
    const pair =
      passphrase === undefined
        ? ssh2.utils.generateKeyPairSync("ed25519")
        : ssh2.utils.generateKeyPairSync("ed25519", {
            passphrase,
            cipher: "aes256-ctr",
            rounds: 1,
          });
    if (!(ssh2.utils.parseKey(pair.private, passphrase) instanceof Error)) return pair;
  }
}
