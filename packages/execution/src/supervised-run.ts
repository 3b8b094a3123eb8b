import { once } from "node:events";
import type { Channel } from "./channel.ts";
import { ExecutionError } from "./execution-error.ts";
import { OutputReader } from "./output-reader.ts";
import type { ScriptOutcome, ScriptRun } from "./script-host.ts";
import type { SupervisorAnswer } from "./supervisor-answer.ts";

/** The supervisor treats the connection as dead after six times as long without a heartbeat. */
const BEAT_MILLISECONDS = 20_000;
/** The supervisor kills the script 3 seconds after it was stopped. */
const STOP_MILLISECONDS_MAX = 8000;

/** What a run needs in addition to the script. */
export interface Supervision {
  /** The machine, for error messages. */
  readonly place: string;
  readonly channel: Channel;
  /** The input of the supervisor. */
  readonly request: AsyncIterable<Uint8Array>;
  readonly answer: SupervisorAnswer;
}

/**
 * Runs a script with a supervisor to its end, and closes the channel. Rejects with ExecutionError
 * or the error of `onOutput`; the script is stopped then.
 */
export async function superviseRun(
  run: ScriptRun,
  { place, channel, request, answer }: Supervision,
): Promise<ScriptOutcome> {
  const halt = new AbortController();
  const failures: unknown[] = [];
  const stop = () => halt.abort();
  const fail = (error: unknown) => {
    failures.push(error);
    stop();
  };
  halt.signal.addEventListener("abort", () => channel.stdin.end(), { once: true });
  run.signal.addEventListener("abort", stop, { once: true });
  if (run.signal.aborted) stop();
  const reader = new OutputReader(channel, async ({ stream, text }) => {
    const output = stream === "stdout" ? answer.outputIn(text) : text;
    if (output !== "") await run.onOutput({ stream, text: output });
  });
  reader.done.catch(fail);
  sendRequest(channel, request, halt.signal).catch(fail);
  try {
    const code = await exitInTime(place, channel, halt.signal);
    await reader.settled();
    if (failures.length > 0) throw failures[0];
    if (run.signal.aborted) return { exitCode: null, cancelled: true };
    answer.requireStarted(place, code);
    return { exitCode: code, cancelled: false };
  } finally {
    run.signal.removeEventListener("abort", stop);
    stop();
    channel.destroy();
  }
}

/** Sends the request, then heartbeats until the run is halted. Rejects if the request fails. */
async function sendRequest(
  { stdin }: Channel,
  request: AsyncIterable<Uint8Array>,
  halted: AbortSignal,
): Promise<void> {
  for await (const part of request) {
    if (halted.aborted) return;
    if (!stdin.write(part)) await drained(stdin, halted);
  }
  if (halted.aborted) return;
  const beats = setInterval(() => stdin.write("\n"), BEAT_MILLISECONDS);
  halted.addEventListener("abort", () => clearInterval(beats), { once: true });
}

/** Resolves also if nothing more can be written: the channel's exit reports why. */
async function drained(stdin: Channel["stdin"], signal: AbortSignal): Promise<void> {
  try {
    await once(stdin, "drain", { signal });
  } catch {
    // Halted or broken.
  }
}

/** The exit code. ExecutionError `lost` if it does not arrive in time after the run is halted. */
function exitInTime(place: string, channel: Channel, halted: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const message = `${place} did not stop the script in ${STOP_MILLISECONDS_MAX / 1000} seconds.`;
    const giveUp = () => reject(new ExecutionError("lost", message));
    const hurry = () => {
      timer = setTimeout(giveUp, STOP_MILLISECONDS_MAX);
    };
    halted.addEventListener("abort", hurry, { once: true });
    if (halted.aborted) hurry();
    void channel.exit.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      halted.removeEventListener("abort", hurry);
    });
  });
}
