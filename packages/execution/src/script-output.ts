import type { OutputChunk } from "./script-host.ts";
import { type OutputPiece, type ServiceMessage, ServiceMessageParser } from "./service-messages.ts";

/** How a line of a script is shown. */
export type OutputLevel =
  | "Info"
  | "Verbose"
  | "Highlight"
  | "Wait"
  | "Warning"
  | "Error"
  /** Not at all. */
  | "Ignore";

/** Output as a log takes it: a line without its end, or a message other than of a level. */
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

/** What is kept of a stream between chunks. */
interface StreamState {
  readonly parser: ServiceMessageParser;
  level: OutputLevel;
  /** The beginning of a line. */
  line: string;
  /** Whether messages stood in the line: without text it is none then. */
  hasMessages: boolean;
}

/** Makes the output of one script into lines and messages. */
export class ScriptOutput {
  readonly #streams: Readonly<Record<OutputChunk["stream"], StreamState>> = {
    stdout: newStream("Info"),
    stderr: newStream("Error"),
  };

  /** What has become certain by this chunk. */
  feed({ stream, text }: OutputChunk): OutputItem[] {
    const state = this.#streams[stream];
    return this.#itemsOf(state, state.parser.feed(text));
  }

  /** What was still held back, when the script has ended. */
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
    const isNone = state.hasMessages && (line === "" || line === "\r");
    state.hasMessages = false;
    return isNone ? [] : shown(state.level, line.endsWith("\r") ? line.slice(0, -1) : line);
  });
  if (state.line.length > LINE_MAX) {
    const pieces = piecesOf(state.line);
    state.line = pieces.pop() ?? "";
    items.push(...pieces.flatMap((piece) => shown(state.level, piece)));
  }
  return items;
}

/** A line that a change of level or the end of the output cuts off. */
function rest(state: StreamState): OutputItem[] {
  const { line } = state;
  state.line = "";
  return line === "" ? [] : shown(state.level, line);
}

function shown(level: OutputLevel, line: string): OutputItem[] {
  return level === "Ignore" ? [] : piecesOf(line).map((piece) => ({ line: piece, level }));
}

/** Cuts between characters, never inside of one that takes two code units. */
function piecesOf(line: string): string[] {
  return line.length > LINE_MAX ? (line.match(LINE_PIECE) ?? []) : [line];
}
