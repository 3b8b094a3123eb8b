import { bootstrapFile } from "./bootstrap-file.ts";
import { ExecutionError } from "./execution-error.ts";
import { INTERPRETERS } from "./interpreter.ts";
import type { ScriptFile, ScriptRun } from "./script-host.ts";

/** The location of a run's working folder. */
export interface WorkingPlace {
  /** Relative to the home folder unless absolute; without line breaks. */
  readonly parent: string;
  /** The name of the working folder; it cannot be guessed. */
  readonly token: string;
}

/** The largest input: script, variables and bootstrap. */
const INPUT_BYTES_MAX = 32 * 1024 * 1024;
const FILE_NAME_BYTES_MAX = 255;

/**
 * The supervisor's input until the script starts, in pieces, in the format of
 * docs/formats/scripts.md. ExecutionError `transfer`: thrown for an exceeded limit or an invalid
 * file name, and by the iteration if a file cannot be read or does not have its size.
 */
export function scriptRequest(run: ScriptRun, place: WorkingPlace): AsyncIterable<Uint8Array> {
  const { command, bootstrap } = INTERPRETERS[run.syntax];
  // Line ends of Windows, of which bash would treat the carriage return as part of the line.
  const body = run.syntax === "Bash" ? run.body.replaceAll("\r\n", "\n") : run.body;
  const fields = [bootstrapFile(bootstrap), body, ...[...run.variables].flat()];
  const input = Buffer.concat(fields.map(encodedField));
  if (input.length > INPUT_BYTES_MAX) {
    throw new ExecutionError("transfer", "Script and variables together have more than 32 MiB.");
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

/** Without U+0000, which bash cannot store. */
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
    const message = `The file ${file.name} does not have ${file.size} bytes.`;
    throw new ExecutionError("transfer", message);
  }
}

function checkFile({ name, size }: ScriptFile): void {
  const isPath = name === "" || name === "." || name === ".." || name.includes("/");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern matches control characters
  const isUsable = !isPath && !/[\0-\x1f\x7f]/.test(name);
  if (!isUsable || Buffer.byteLength(name) > FILE_NAME_BYTES_MAX) {
    const message = `${JSON.stringify(name)} cannot be the name of a file in a working folder.`;
    throw new ExecutionError("transfer", message);
  }
  if (!Number.isSafeInteger(size) || size < 0) {
    throw new ExecutionError("transfer", `The file ${name} cannot have ${size} bytes.`);
  }
}
