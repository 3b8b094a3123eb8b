/**
 * A signer: the private key of a log in a separate process, which signs checkpoints over a Unix
 * socket and never goes back; and the client. The protocol is in `docs/formats/signer.md`. For
 * Node.js only.
 */
export {
  GuardedSigner,
  type GuardedSignerOptions,
  type SignedCheckpointStore,
} from "./guarded-signer.ts";
export { RemoteKey, type RemoteKeyOptions } from "./remote-key.ts";
export { SignerError, type SignerErrorCode, type SignerRefusal } from "./signer-error.ts";
export { type RunningSigner, type StartSignerOptions, startSigner } from "./start-signer.ts";
