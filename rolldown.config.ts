import { dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin, type RolldownOptions } from "rolldown";

const ROOT = fileURLToPath(new URL(".", import.meta.url));

/**
 * Modules read files from their own directory: SQL, pages, WebAssembly. In a bundled program these
 * files are elsewhere, so each module gets its original path, relative to the program.
 */
function ownPlaces(folder: string): Plugin {
  return {
    name: "own-places",
    transform: {
      filter: { code: /import\.meta\.url|__dirname|__filename/ },
      handler(code, id) {
        const url = (path: string) => `new URL(${JSON.stringify(path)}, $program)`;
        const file = relative(folder, id);
        return code
          .replace(/\bimport\.meta\.url\b/g, `${url(file)}.href`)
          .replace(/\b__filename\b/g, `$pathOf(${url(file)})`)
          .replace(/\b__dirname\b/g, `$pathOf(${url(dirname(file))})`);
      },
    },
  };
}

/**
 * The programs of a package, each bundled into one file from the sources: finding and reading a
 * thousand files takes a third of a server's start time.
 */
function programs(path: string, input: Record<string, string>): RolldownOptions {
  const folder = `${ROOT}${path}/dist/programs`;
  return {
    cwd: `${ROOT}${path}`,
    input,
    platform: "node",
    // Optional native parts of packages, and modules that evaluate code in their own scope.
    external: [/\.node$/, "cpu-features", "@electric-sql/pglite"],
    resolve: { conditionNames: ["source"] },
    plugins: [ownPlaces(folder)],
    output: {
      dir: folder,
      cleanDir: true,
      banner:
        'import { fileURLToPath as $pathOf } from "node:url";\nconst $program = import.meta.url;',
    },
  };
}

export default defineConfig([
  programs("packages/server", { server: "src/main/main.ts" }),
  programs("packages/demo", { demo: "src/main.ts" }),
  programs("packages/cli", { indelible: "src/main.ts" }),
]);
