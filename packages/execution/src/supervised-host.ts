import type { OpenChannel } from "./channel.ts";
import { probeHost } from "./probe-host.ts";
import type { HostFacts, ScriptHost, ScriptOutcome, ScriptRun } from "./script-host.ts";
import { scriptRequest } from "./script-request.ts";
import { superviseRun } from "./supervised-run.ts";
import { SupervisorAnswer } from "./supervisor-answer.ts";

const TOKEN_BYTES = 16;

/** How to reach a machine, and where scripts run on it. */
export interface SupervisedMachine {
  /** The machine, for error messages. */
  readonly place: string;
  readonly open: OpenChannel;
  /** The folder for working folders, relative to the home folder unless absolute. */
  readonly folder: string;
  /** Cryptographically strong random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  /** Closes the connection, if there is one. */
  readonly disconnect?: () => Promise<void>;
}

/** Runs each script with its own supervisor, in the same way on every machine. */
export class SupervisedHost implements ScriptHost {
  readonly #machine: SupervisedMachine;
  readonly #closing = new AbortController();
  readonly #runs = new Set<Promise<unknown>>();

  constructor(machine: SupervisedMachine) {
    this.#machine = machine;
  }

  async run(run: ScriptRun): Promise<ScriptOutcome> {
    const signal = AbortSignal.any([run.signal, this.#closing.signal]);
    const running = this.#run({ ...run, onOutput: (chunk) => run.onOutput(chunk), signal });
    this.#runs.add(running);
    try {
      return await running;
    } finally {
      this.#runs.delete(running);
    }
  }

  probe(signal: AbortSignal): Promise<HostFacts> {
    return probeHost(this, signal);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#runs);
    await this.#machine.disconnect?.();
  }

  async #run(run: ScriptRun): Promise<ScriptOutcome> {
    const { place, open, folder, random } = this.#machine;
    const token = Buffer.from(random(TOKEN_BYTES)).toString("hex");
    const request = scriptRequest(run, { parent: folder, token });
    if (run.signal.aborted) return { exitCode: null, cancelled: true };
    const channel = await open();
    const answer = new SupervisorAnswer(token);
    return await superviseRun(run, { place, channel, request, answer });
  }
}
