import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type { Channel } from "./channel.ts";
import type { ScriptRun } from "./script-host.ts";

/** How long the streams are quiet after the end of a script before nothing more is expected. */
const QUIET_MILLISECONDS = 2000;

/** Reads both streams of a channel, each as fast as its consumer takes it. */
export class OutputReader {
  readonly #deliver: ScriptRun["onOutput"];
  #taking = 0;
  #taken = 0;

  /** When both streams have ended; rejects with the consumer's error. */
  readonly done: Promise<void>;

  /** @param deliver gets whole characters only, though their bytes may arrive apart */
  constructor({ stdout, stderr }: Channel, deliver: ScriptRun["onOutput"]) {
    this.#deliver = deliver;
    const reading = [this.#read("stdout", stdout), this.#read("stderr", stderr)];
    this.done = Promise.all(reading).then(() => undefined);
  }

  /**
   * Resolves when the streams have ended, or have been quiet for two seconds: what a script leaves
   * running in the background may keep them open for ever.
   */
  async settled(): Promise<void> {
    const done = this.done.then(() => true);
    for (let before = -1; this.#taking > 0 || this.#taken !== before; ) {
      before = this.#taken;
      const quiet = delay(QUIET_MILLISECONDS, false, { ref: false });
      if (await Promise.race([done, quiet])) return;
    }
  }

  async #read(name: "stdout" | "stderr", stream: Readable): Promise<void> {
    for await (const text of textsOf(stream)) {
      this.#taking += 1;
      await this.#deliver({ stream: name, text });
      this.#taking -= 1;
      this.#taken += 1;
    }
  }
}

async function* textsOf(stream: Readable): AsyncGenerator<string> {
  stream.setEncoding("utf8");
  try {
    // An SSH channel is one stream both ways, whose other half is needed after this one's end.
    yield* stream.iterator({ destroyOnReturn: false });
  } catch {
    // A stream that breaks ends: the channel's exit says why.
  }
}
