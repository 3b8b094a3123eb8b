import type { OutputChunk } from "./script-host.ts";
import { type OutputPiece, type ServiceMessage, ServiceMessageParser } from "./service-messages.ts";

/** The log level of a line of output. */
export type OutputLevel =
  | "Info"
  | "Verbose"
  | "Highlight"
  | "Wait"
  | "Warning"
  | "Error"
  /** The line is dropped. */
  | "Ignore";

/** An entry for a log: a line without its line end, or a message other than for a level. */
export type OutputItem =
  | { readonly line: string; readonly level: Exclude<OutputLevel, "Ignore"> }
  | { readonly message: ServiceMessage };

const LINE_MAX = 65_536;
const LINE_PIECE = /.{1,65536}/gsu;

const LEVELS: ReadonlyMap<string, readonly [OutputChunk["stream"], OutputLevel]> = new Map([
  ["stdout-default", ["stdout", "Info"]],
  ["stdout-verbose", ["stdout", "Verbose"]],
  ["stdout-highlight", ["stdout", "Highlight"]],
  ["stdout-wait", ["stdout", "Wait"]],
  ["stdout-warning", ["stdout", "Warning"]],
  ["stdout-error", ["stdout", "Error"]],
  ["stdout-ignore", ["stdout", "Ignore"]],
  ["stderr-default", ["stderr", "Error"]],
  ["stderr-progress", ["stderr", "Verbose"]],
  ["stderr-error", ["stderr", "Error"]],
  ["stderr-ignore", ["stderr", "Ignore"]],
]);

/** The state of a stream between chunks. */
interface StreamState {
  readonly parser: ServiceMessageParser;
  level: OutputLevel;
  /** An incomplete line. */
  line: string;
  /** True if the line has messages; without text it is then not a line of output. */
  hasMessages: boolean;
}

/** Splits the output of one script into lines and messages. */
export class ScriptOutput {
  readonly #streams: Readonly<Record<OutputChunk["stream"], StreamState>> = {
    stdout: newStream("Info"),
    stderr: newStream("Error"),
  };

  /** The items that are complete with this chunk. */
  feed({ stream, text }: OutputChunk): OutputItem[] {
    const state = this.#streams[stream];
    return this.#itemsOf(state, state.parser.feed(text));
  }

  /** The items that were held back; called when the script has ended. */
  end(): OutputItem[] {
    return Object.values(this.#streams).flatMap((state) => [
      ...this.#itemsOf(state, state.parser.end()),
      ...rest(state),
    ]);
  }

  #itemsOf(state: StreamState, pieces: readonly OutputPiece[]): OutputItem[] {
    return pieces.flatMap((piece) => {
      if (typeof piece === "string") return linesOf(state, piece);
      state.hasMessages = true;
      return this.#changeLevel(piece.name) ?? [{ message: piece }];
    });
  }

  /** Undefined for a message of another kind. */
  #changeLevel(name: string): OutputItem[] | undefined {
    const [stream, level] = LEVELS.get(name) ?? [];
    if (stream === undefined || level === undefined) return undefined;
    const state = this.#streams[stream];
    const items = rest(state);
    state.level = level;
    return items;
  }
}

function newStream(level: OutputLevel): StreamState {
  return { parser: new ServiceMessageParser(), level, line: "", hasMessages: false };
}

function linesOf(state: StreamState, text: string): OutputItem[] {
  const [first = "", ...others] = text.split("\n");
  const lines = [state.line + first, ...others];
  state.line = lines.pop() ?? "";
  const items = lines.flatMap((line) => {
    const isOnlyMessages = state.hasMessages && (line === "" || line === "\r");
    state.hasMessages = false;
    return isOnlyMessages ? [] : shown(state.level, line.endsWith("\r") ? line.slice(0, -1) : line);
  });
  if (state.line.length > LINE_MAX) {
    const pieces = piecesOf(state.line);
    state.line = pieces.pop() ?? "";
    items.push(...pieces.flatMap((piece) => shown(state.level, piece)));
  }
  return items;
}

/** The incomplete line, at a change of level or the end of the output. */
function rest(state: StreamState): OutputItem[] {
  const { line } = state;
  state.line = "";
  return line === "" ? [] : shown(state.level, line);
}

function shown(level: OutputLevel, line: string): OutputItem[] {
  return level === "Ignore" ? [] : piecesOf(line).map((piece) => ({ line: piece, level }));
}

/** Splits between characters, never within a surrogate pair. */
function piecesOf(line: string): string[] {
  return line.length > LINE_MAX ? (line.match(LINE_PIECE) ?? []) : [line];
}
