/**
 * Transparency logs in TypeScript: RFC 6962 trees, C2SP tiles, proofs, signed notes, checkpoints,
 * cosignatures, witness bodies and policies. Pure functions; runs in Node and in browsers. The byte
 * formats are in `docs/formats/ledger.md`, the error codes in `docs/formats/ledger-errors.md`.
 */
export {
  type Checkpoint,
  formatCheckpoint,
  parseCheckpoint,
} from "./checkpoint.ts";
export {
  type ConsistencyClaim,
  checkConsistency,
  consistencyPlan,
  proveConsistency,
} from "./consistency.ts";
export { type Awaitable, type Ed25519, webCryptoEd25519 } from "./ed25519.ts";
export {
  formatEntryBundle,
  MAX_BUNDLE_BYTES,
  MAX_ENTRY_BYTES,
  parseEntryBundle,
} from "./entry-bundle.ts";
export { LEDGER_ERRORS, LedgerError, type LedgerErrorCode } from "./errors.ts";
export {
  emptyRoot,
  formatHash,
  HASH_SIZE,
  type Hash,
  hashChildren,
  hashLeaf,
  parseHash,
  type Sha256,
} from "./hash.ts";
export type { HashReader } from "./hash-reader.ts";
export {
  checkInclusion,
  type InclusionClaim,
  inclusionPlan,
  proveInclusion,
} from "./inclusion.ts";
export { type ChainedKey, keyChain, logOfKeys, MAX_CHAINED_KEYS } from "./key-chain.ts";
export {
  formatKeyStatement,
  type KeyStatement,
  openKeyStatement,
  parseKeyStatement,
  signKeyStatement,
} from "./key-statement.ts";
export {
  formatSignerKey,
  formatVerifierKey,
  type KeyType,
  MAX_NAME_BYTES,
  newSignerKey,
  newVerifierKey,
  parseSignerKey,
  parseVerifierKey,
  type SignerKey,
  type VerifierKey,
} from "./keys.ts";
export {
  EMPTY_LOG_EDGE,
  growLog,
  type LogEdge,
  type LogFile,
  type LogGrowth,
  readLogEdge,
} from "./log-edge.ts";
export type { LogReader } from "./log-reader.ts";
export { formatNote, MAX_NOTE_BYTES, MAX_NOTE_SIGNATURES, type Note, parseNote } from "./note.ts";
export { formatSignatureLine, type NoteSignature } from "./note-signature.ts";
export {
  type LogIdentity,
  type LogVerifier,
  type OpenedCheckpoint,
  openCheckpoint,
} from "./open-checkpoint.ts";
export { cosignNote, type OpenedNote, openNote, signNote } from "./open-note.ts";
export {
  formatPolicy,
  isQuorumMet,
  type Policy,
  type PolicyGroup,
  type PolicyLog,
  type PolicyWitness,
} from "./policy.ts";
export {
  type CryptoOptions,
  openCheckpointUnderPolicy,
  verifyTlogProof,
  type WitnessedCheckpoint,
} from "./policy-open.ts";
export { MAX_POLICY_BYTES, parsePolicy } from "./policy-parse.ts";
export { MAX_PROOF_HASHES, type ProofPlan } from "./proof-plan.ts";
export { appendLeaves, EMPTY_EDGE, edgeTree, type Growth, type RightEdge } from "./right-edge.ts";
export { sha256 } from "./sha256.ts";
export {
  cosignatureTime,
  createCosigner,
  createSigner,
  createVerifier,
  type Signer,
  type Verifier,
} from "./signer.ts";
export {
  completeSubtrees,
  type NodeId,
  type StoredNode,
  storedNodeCount,
  type TreeHead,
} from "./subtrees.ts";
export { formatTilePath, MAX_TILE_LEVEL, parseTilePath, TILE_WIDTH, type Tile } from "./tile.ts";
export { formatTile, type NodePlace, parseTile, placeNode, tileNodes } from "./tile-data.ts";
export { MAX_CACHED_TILES, tileHashReader } from "./tile-hash-reader.ts";
export type { TileRows } from "./tile-rows.ts";
export { newBundles, newTiles } from "./tile-set.ts";
export { formatTlogProof, MAX_EXTRA_BYTES, parseTlogProof, type TlogProof } from "./tlog-proof.ts";
export { readEntry, type VerifyLogOptions, verifyExtension, verifyLog } from "./verify-log.ts";
export {
  type AddCheckpointRequest,
  formatAddCheckpointRequest,
  formatAddCheckpointResponse,
  formatTreeSize,
  parseAddCheckpointRequest,
  parseAddCheckpointResponse,
  parseTreeSize,
  TREE_SIZE_CONTENT_TYPE,
} from "./witness.ts";
