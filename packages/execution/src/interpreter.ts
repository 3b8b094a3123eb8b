import type { ScriptSyntax } from "./script-host.ts";

/** The program that runs the scripts of a language. */
export interface Interpreter {
  /**
   * Program and arguments. It evaluates the first field of descriptor 3, the bootstrap, which
   * stores the script in a variable, and then the script. Each is one line, and none is empty.
   */
  readonly command: readonly [string, ...string[]];
  /** The file of the folder `bootstrap` that is the first field. */
  readonly bootstrap: string;
}

// Each on one line, so that bash counts the lines of the script from 1.
const RUN_BASH =
  'IFS= read -r -u 3 n; LC_ALL=C IFS= read -r -u 3 -N "$n" b; eval "$b"; unset n b; eval "$__octopus_script"';

const RUN_PYTHON =
  '_input = open(3, "rb"); exec(_input.read(int(_input.readline()))); exec(compile(_script, "Script.py", "exec"))';

// Not from standard input: PowerShell itself reads that, as lines for $input.
const RUN_POWERSHELL =
  "$p = [IO.Pipes.AnonymousPipeClientStream]::new([IO.Pipes.PipeDirection]::In, '3'); " +
  "$m = [IO.MemoryStream]::new(); $p.CopyTo($m); $p.Dispose(); $b = $m.ToArray(); $o = 0; " +
  "$__fields = [Collections.Generic.List[string]]::new(); while ($o -lt $b.Length) { " +
  "$e = [Array]::IndexOf($b, [byte]10, $o); $n = [int][Text.Encoding]::ASCII.GetString($b, $o, $e - $o); " +
  "$__fields.Add([Text.Encoding]::UTF8.GetString($b, $e + 1, $n)); $o = $e + 1 + $n }; " +
  ". ([scriptblock]::Create($__fields[0])); . $__script; exit $LASTEXITCODE";

/** The interpreter of each language. */
export const INTERPRETERS: Readonly<Record<ScriptSyntax, Interpreter>> = {
  Bash: {
    command: ["bash", "--noprofile", "--norc", "-c", RUN_BASH, "Script.sh"],
    bootstrap: "bash.sh",
  },
  Python: { command: ["python3", "-u", "-X", "utf8", "-c", RUN_PYTHON], bootstrap: "python.py" },
  PowerShell: {
    command: ["pwsh", "-NoLogo", "-NoProfile", "-NonInteractive", "-Command", RUN_POWERSHELL],
    bootstrap: "powershell.ps1",
  },
};
