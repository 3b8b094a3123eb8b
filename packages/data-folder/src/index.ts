/**
 * The data folder of a server: its lock, for one process at a time, and the files with its keys.
 * For Node.js only.
 */
export { DataFolderError, type DataFolderErrorCode } from "./data-folder-error.ts";
export { type HeldFolder, holdDataFolder } from "./hold-data-folder.ts";
export {
  adoptNewMasterKey,
  type KeyFile,
  keepNewMasterKey,
  keptKey,
  readKey,
} from "./kept-key.ts";
