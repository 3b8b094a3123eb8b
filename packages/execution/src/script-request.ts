import { bootstrapFile } from "./bootstrap-file.ts";
import { ExecutionError } from "./execution-error.ts";
import { INTERPRETERS } from "./interpreter.ts";
import type { ScriptFile, ScriptRun } from "./script-host.ts";

/** Where the working folder of a run is made. */
export interface WorkingPlace {
  /** Relative to the home folder unless absolute; without line breaks. */
  readonly parent: string;
  /** The name of the working folder, which nobody can guess. */
  readonly token: string;
}

/** The largest input: script, variables and bootstrap. */
const INPUT_BYTES_MAX = 32 * 1024 * 1024;
const FILE_NAME_BYTES_MAX = 255;

/**
 * All that the supervisor reads before the script starts, in pieces; docs/formats/scripts.md has the
 * form. ExecutionError `transfer` at once for what is over a limit, and later for a file that cannot
 * be read or has another size than it should.
 */
export function scriptRequest(run: ScriptRun, place: WorkingPlace): AsyncIterable<Uint8Array> {
  const { command, bootstrap } = INTERPRETERS[run.syntax];
  // As editors of Windows leave them, which bash takes for characters of the line.
  const body = run.syntax === "Bash" ? run.body.replaceAll("\r\n", "\n") : run.body;
  const fields = [bootstrapFile(bootstrap), body, ...[...run.variables].flat()];
  const input = Buffer.concat(fields.map(encodedField));
  if (input.length > INPUT_BYTES_MAX) {
    throw new ExecutionError("transfer", "Script and variables have more than 32 MiB together.");
  }
  for (const file of run.files) checkFile(file);
  const keeps = run.keepsFolder === true ? "yes" : "no";
  const lines = [place.token, place.parent, keeps, ...command, ""];
  const head = `${bootstrapFile("supervisor.sh")}\0${lines.join("\n")}\n`;
  return requestParts(head, run.files, input);
}

async function* requestParts(
  head: string,
  files: readonly ScriptFile[],
  input: Uint8Array,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(head);
  for (const file of files) {
    yield Buffer.from(`${file.size} ${file.name}\n`);
    yield* contentOf(file);
  }
  yield Buffer.from(`\n${input.length}\n`);
  yield input;
}

/** Without U+0000, which bash cannot hold. */
function encodedField(text: string): Uint8Array {
  const bytes = Buffer.from(text.replaceAll("\0", ""));
  return Buffer.concat([Buffer.from(`${bytes.length}\n`), bytes]);
}

async function* contentOf(file: ScriptFile): AsyncGenerator<Uint8Array> {
  let missing = file.size;
  try {
    for await (const part of file.open()) {
      missing -= part.length;
      if (missing < 0) break;
      yield part;
    }
  } catch (cause) {
    throw new ExecutionError("transfer", `The file ${file.name} could not be read.`, { cause });
  }
  if (missing !== 0) {
    const message = `The file ${file.name} does not have the ${file.size} bytes that it should.`;
    throw new ExecutionError("transfer", message);
  }
}

function checkFile({ name, size }: ScriptFile): void {
  const isPath = name === "" || name === "." || name === ".." || name.includes("/");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const isUsable = !isPath && !/[\0-\x1f\x7f]/.test(name);
  if (!isUsable || Buffer.byteLength(name) > FILE_NAME_BYTES_MAX) {
    const message = `${JSON.stringify(name)} cannot be the name of a file in a working folder.`;
    throw new ExecutionError("transfer", message);
  }
  if (!Number.isSafeInteger(size) || size < 0) {
    throw new ExecutionError("transfer", `The file ${name} cannot have ${size} bytes.`);
  }
}
