/**
 * The data folder of a server: its lock, for one process at a time, the files with its keys, and
 * the newest checkpoint that it signed. For Node.js only.
 */
export { DataFolderError, type DataFolderErrorCode } from "./data-folder-error.ts";
export { type HeldFolder, holdDataFolder, privateFolder } from "./hold-data-folder.ts";
export { type CheckpointFile, keptCheckpoint } from "./kept-checkpoint.ts";
export {
  adoptNewMasterKey,
  type KeyFile,
  keepNewMasterKey,
  keptKey,
  readKey,
  readKeyFile,
} from "./kept-key.ts";
