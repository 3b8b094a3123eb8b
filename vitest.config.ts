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
    // Test files of one worker share the loaded packages: loading them for each file took a minute
    // in total.
    isolate: false,
    execArgv: [
      // Optimising the code of the embedded database takes longer than it saves in two workers.
      "--wasm-tiering-budget=200000000",
      // Most code runs only a few times, so baseline machine code is the fastest.
      "--always-sparkplug",
      // Parallel garbage collection would compete with the other worker for processors.
      "--single-threaded-gc",
      "--max-semi-space-size=32",
    ],
    // Half of the work is done by PostgreSQL and Chromium: with one worker, cores would be idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // For tests that hang, not for slow ones: a busy machine may take several times as long.
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
