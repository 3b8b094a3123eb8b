/** A message from a script to the server, within its output. docs/formats/scripts.md */
export interface ServiceMessage {
  /** Such as `setVariable`. */
  readonly name: string;
  /** Decoded values by name in lower case. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** A piece of output: text or a message. */
export type OutputPiece = string | ServiceMessage;

const OPENING = "##octopus[";
const MESSAGE_MAX = 5 * 1024 * 1024;

/**
 * Finds service messages in a stream of text. Everything else is returned unchanged, each character
 * once and in order, as soon as it cannot become a message. Time is linear in the length.
 */
export class ServiceMessageParser {
  /** The start of a message, or of the word that opens one. */
  #held = "";
  /** True if that word is complete. */
  #isOpen = false;
  /** The quote that ends the value at the end of `#held`; "" outside of values. */
  #quote = "";

  /** The pieces that are complete with this chunk. */
  feed(chunk: string): OutputPiece[] {
    const pieces: OutputPiece[] = [];
    let rest = chunk;
    while (rest !== "") {
      rest = this.#isOpen ? this.#continueMessage(rest, pieces) : this.#findOpening(rest, pieces);
    }
    return pieces;
  }

  /** The text that was held back; called at the end of the stream. */
  end(): OutputPiece[] {
    return this.#release([]);
  }

  #findOpening(chunk: string, pieces: OutputPiece[]): string {
    const text = this.#held + chunk;
    this.#held = "";
    const start = text.indexOf(OPENING);
    const end = start < 0 ? text.length - openingAtEndOf(text) : start;
    if (end > 0) pieces.push(text.slice(0, end));
    if (start < 0) {
      this.#held = text.slice(end);
      return "";
    }
    this.#held = OPENING;
    this.#isOpen = true;
    return text.slice(start + OPENING.length);
  }

  /** Consumes the part of the chunk that continues or breaks off the message; returns the rest. */
  #continueMessage(chunk: string, pieces: OutputPiece[]): string {
    const length = messageRun(chunk, this.#quote);
    if (this.#held.length + length > MESSAGE_MAX) {
      this.#release(pieces);
      return chunk;
    }
    this.#held += chunk.slice(0, length);
    const next = chunk[length];
    if (next === undefined) return "";
    const isQuote = next === this.#quote || (this.#quote === "" && (next === "'" || next === '"'));
    const isEnd = next === "]" && this.#quote === "";
    const message = isEnd ? parseMessage(this.#held.slice(OPENING.length)) : undefined;
    if (message !== undefined) {
      pieces.push(message);
      this.#held = "";
      this.#isOpen = false;
    } else if (isQuote) {
      this.#held += next;
      this.#quote = this.#quote === "" ? next : "";
    } else {
      this.#release(pieces);
      return chunk.slice(length);
    }
    return chunk.slice(length + 1);
  }

  #release(pieces: OutputPiece[]): OutputPiece[] {
    if (this.#held !== "") pieces.push(this.#held);
    this.#held = "";
    this.#isOpen = false;
    this.#quote = "";
    return pieces;
  }
}

/**
 * The number of characters at the start that a message can contain, in a value or outside of
 * values.
 */
function messageRun(text: string, quote: string): number {
  const end = text.search(quote === "" ? /[^\w.\-= \t]/ : /[^\w+/=\s]/);
  return end < 0 ? text.length : end;
}

/** The number of characters at the end of a text that may be the start of the opening. */
function openingAtEndOf(text: string): number {
  for (let length = Math.min(OPENING.length - 1, text.length); length > 0; length -= 1) {
    if (text.endsWith(OPENING.slice(0, length))) return length;
  }
  return 0;
}

/** Parses the text between the brackets. */
function parseMessage(text: string): ServiceMessage | undefined {
  const name = /^[A-Za-z][\w.-]*/.exec(text)?.[0];
  if (name === undefined) return undefined;
  const attributes = new Map<string, string>();
  const attribute = /[ \t]+([A-Za-z][\w.-]*)=(['"])/y;
  let position = name.length;
  for (;;) {
    attribute.lastIndex = position;
    const [opening = "", key = "", quote = ""] = attribute.exec(text) ?? [];
    if (opening === "") break;
    const start = position + opening.length;
    const end = text.indexOf(quote, start);
    const value = decodeValue(text.slice(start, end));
    if (value === undefined || attributes.has(key.toLowerCase())) return undefined;
    attributes.set(key.toLowerCase(), value);
    position = end + 1;
  }
  return text.slice(position).trim() === "" ? { name, attributes } : undefined;
}

function decodeValue(encoded: string): string | undefined {
  const base64 = encoded.replace(/\s+/g, "");
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return undefined;
  return Buffer.from(base64, "base64").toString("utf8");
}
