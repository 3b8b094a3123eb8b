import { runProgram } from "./program.ts";

process.exitCode = await runProgram(
  {
    environment: process.env,
    print: (text) => process.stdout.write(text),
    remark: (text) => process.stderr.write(text),
    isTerminal: process.stderr.isTTY === true,
    fetch,
  },
  process.argv.slice(2),
);
