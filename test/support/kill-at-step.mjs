/**
 * Loaded into a process with `--import <this file>?step=3`: kills it at the given step (from 1) of
 * writing files with `node:fs/promises`. A file that is being written is then half written; every
 * other step is not carried out.
 */
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

let left = Number(new URL(import.meta.url).searchParams.get("step"));

function isLast() {
  left -= 1;
  return left === 0;
}

function die() {
  process.kill(process.pid, "SIGKILL");
}

const { open, rename } = fs;

fs.open = async (...place) => {
  if (isLast()) die();
  const handle = await open(...place);
  const { writeFile, sync, close } = handle;
  handle.writeFile = async (text) => {
    if (!isLast()) return writeFile.call(handle, text);
    await writeFile.call(handle, text.slice(0, text.length / 2));
    die();
  };
  handle.sync = async () => (isLast() ? die() : sync.call(handle));
  handle.close = async () => (isLast() ? die() : close.call(handle));
  return handle;
};

fs.rename = async (...names) => {
  if (isLast()) die();
  await rename(...names);
};

syncBuiltinESMExports();
