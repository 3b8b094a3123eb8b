import { bootstrapFile } from "./bootstrap-file.ts";
import { ExecutionError } from "./execution-error.ts";
import { INTERPRETERS } from "./interpreter.ts";
import type { HostFacts, ScriptHost, ScriptSyntax } from "./script-host.ts";

const KIBIBYTE = 1024;
/** In UTF-16 code units; further output is ignored. */
const OUTPUT_MAX = 65_536;

/**
 * Runs `bootstrap/facts.sh` on a machine and reads its output, a fact on each line. ExecutionError
 * `lost` if it fails.
 */
export async function probeHost(
  host: Pick<ScriptHost, "run">,
  signal: AbortSignal,
): Promise<HostFacts> {
  let output = "";
  const { exitCode } = await host.run({
    syntax: "Bash",
    body: bootstrapFile("facts.sh"),
    variables: new Map(),
    files: [],
    signal,
    onOutput: ({ stream, text }) => {
      if (stream === "stdout" && output.length <= OUTPUT_MAX) output += text;
    },
  });
  signal.throwIfAborted();
  if (exitCode !== 0) throw new ExecutionError("lost", "The machine's facts could not be read.");
  return factsIn(output);
}

function factsIn(output: string): HostFacts {
  const facts = output.split("\n").map((line) => line.split("=", 2));
  const valuesOf = (name: string) =>
    facts.flatMap(([key, value = ""]) => (key === name ? [value] : []));
  const firstOf = (name: string) => valuesOf(name)[0] ?? "";
  const programs = valuesOf("program");
  const syntaxes = Object.keys(INTERPRETERS) as ScriptSyntax[];
  return {
    operatingSystem: firstOf("system"),
    architecture: firstOf("architecture"),
    bashVersion: firstOf("bash"),
    home: firstOf("home"),
    freeBytes: Number(firstOf("free")) * KIBIBYTE,
    syntaxes: syntaxes.filter((syntax) => programs.includes(INTERPRETERS[syntax].command[0])),
  };
}
