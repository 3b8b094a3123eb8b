/**
 * The data folder of a server: its lock, for one process at a time, the files with its keys, the
 * newest checkpoint that it signed, and what was verified. For Node.js only.
 */
export { DataFolderError, type DataFolderErrorCode } from "./data-folder-error.ts";
export { type HeldFolder, holdDataFolder, privateFolder } from "./hold-data-folder.ts";
export { type KeptFile, keptCheckpoint, keptVerified, keptVerifierState } from "./kept-file.ts";
export {
  adoptNewLedgerKey,
  adoptNewMasterKey,
  type KeyFile,
  keepNewMasterKey,
  keepPublicKey,
  keptKey,
  readKey,
  readKeyFile,
} from "./kept-key.ts";
export { keptStatements, type StatementsFile } from "./kept-statements.ts";
