import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

// Tests run the sources: each package's exports map "source" to src/index.ts.
export default defineConfig({
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source"] } },
  test: {
    include: [
      "packages/*/src/**/*.test.{ts,tsx}",
      "scripts/**/*.test.ts",
      "test/**/*.test.ts",
      "examples/**/*.test.ts",
    ],
    setupFiles: ["test/support/seed.ts"],
    globalSetup: ["test/support/files-in-memory.ts", "test/support/postgres.ts"],
    // Files of one worker share the loaded packages: loading them for each took a minute in all.
    isolate: false,
    execArgv: [
      // To optimise the embedded database takes two workers longer than they gain by it.
      "--wasm-tiering-budget=200000000",
      // Most code runs a few times: machine code at once, quickly made, is the cheapest.
      "--always-sparkplug",
      // Helpers of a collector would wait for the processors that the other worker uses.
      "--single-threaded-gc",
      "--max-semi-space-size=32",
    ],
    // Half the work is that of PostgreSQL and Chromium: one worker would leave the cores waiting.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Against what hangs, not against what is slow: a busy machine may take several times as long.
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
