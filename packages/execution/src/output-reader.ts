import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type { Channel } from "./channel.ts";
import type { ScriptRun } from "./script-host.ts";

/** After the end of a script, reading stops when the streams are quiet for this long. */
const QUIET_MILLISECONDS = 2000;

/** Reads both streams of a channel, each as fast as the consumer processes it. */
export class OutputReader {
  readonly #deliver: ScriptRun["onOutput"];
  #delivering = 0;
  #delivered = 0;

  /** Resolves when both streams have ended; rejects with the consumer's error. */
  readonly done: Promise<void>;

  /** @param deliver receives whole characters, also if their bytes arrive in several chunks */
  constructor({ stdout, stderr }: Channel, deliver: ScriptRun["onOutput"]) {
    this.#deliver = deliver;
    const reading = [this.#read("stdout", stdout), this.#read("stderr", stderr)];
    this.done = Promise.all(reading).then(() => undefined);
  }

  /**
   * Resolves when the streams have ended or have been quiet for two seconds: a script's background
   * processes may keep them open forever.
   */
  async settled(): Promise<void> {
    const done = this.done.then(() => true);
    for (let before = -1; this.#delivering > 0 || this.#delivered !== before; ) {
      before = this.#delivered;
      const quiet = delay(QUIET_MILLISECONDS, false, { ref: false });
      if (await Promise.race([done, quiet])) return;
    }
  }

  async #read(name: "stdout" | "stderr", stream: Readable): Promise<void> {
    for await (const text of textsOf(stream)) {
      this.#delivering += 1;
      await this.#deliver({ stream: name, text });
      this.#delivering -= 1;
      this.#delivered += 1;
    }
  }
}

async function* textsOf(stream: Readable): AsyncGenerator<string> {
  stream.setEncoding("utf8");
  try {
    // An SSH channel is one duplex stream, which is still written to when reading has ended.
    yield* stream.iterator({ destroyOnReturn: false });
  } catch {
    // A stream that fails has ended: the channel's exit reports why.
  }
}
