import ssh2 from "ssh2";

/** A key pair in the form of OpenSSH. */
export interface SshKeyPair {
  readonly private: string;
  readonly public: string;
}

/**
 * A new Ed25519 key pair. One in 256 that ssh2 makes, it cannot read itself, for it drops a leading
 * zero: such a one is made again.
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
