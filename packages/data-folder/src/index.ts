/**
 * The data folder of a server: its lock, for one process at a time, the files with its keys, the
 * newest checkpoint that it signed, and what was verified. For Node.js only.
 */
export { DataFolderError, type DataFolderErrorCode } from "./data-folder-error.ts";
export { type HeldFolder, holdDataFolder } from "./hold-data-folder.ts";
export { type KeptFile, keptCheckpoint, keptVerified, keptVerifierState } from "./kept-file.ts";
export {
  adoptNewMasterKey,
  type KeyFile,
  keepNewMasterKey,
  keptKey,
  readKey,
  readKeyFile,
} from "./kept-key.ts";
