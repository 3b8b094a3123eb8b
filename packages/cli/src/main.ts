import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { runProgram } from "./program.ts";

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
}

async function runNode(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, args, { stdio: "inherit" });
  const [code] = await once(child, "close");
  return code ?? 1;
}

process.exitCode = await runProgram(
  {
    environment: process.env,
    print: (text) => process.stdout.write(text),
    remark: (text) => process.stderr.write(text),
    isTerminal: process.stderr.isTTY === true,
    fetch,
    clock: () => new Date(),
    random: (bytes) => randomBytes(bytes),
    untilSignal,
    runNode,
  },
  process.argv.slice(2),
);
