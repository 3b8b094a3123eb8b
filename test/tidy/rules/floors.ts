import { importsOf, resolveImport } from "../imports.ts";
import type { Project } from "../project.ts";
import { type Finding, findingAt, type Rule } from "../rule.ts";
import type { SourceFile } from "../source-file.ts";

/** The files directly in `src`, where a package allows some; helpers of tests are with them. */
const ROOF = "";

/** The floors of each package that has some, from the ground: a floor may import those before it. */
const floors: Readonly<Record<string, readonly string[]>> = {
  server: ["documents", "features", "http", "main"],
  portal: ["model", "api", "ui", "features", ROOF],
};

/** Floors whose folders are separate rooms, and which of them may import which others. */
const rooms: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "server/features": {
    about: ["events"],
    releases: ["packages", "snapshots"],
    runs: ["releases"],
    tasks: ["people"],
    triggers: ["releases", "runs"],
  },
};

export const rule: Rule = {
  name: "no floor of a package imports one above it, no feature another but along the table",
  remedy: "Move the code to the floor that may know both sides, or pass it in as an argument.",
  check: (project) =>
    project.packageSources
      .filter(({ packageName }) => packageName !== undefined && packageName in floors)
      .flatMap((file) => arrowsUp(project, file)),
  bad: [
    {
      "packages/server/src/documents/a.ts": 'import { b } from "../features/people/b.ts";',
      "packages/server/src/features/people/b.ts": "export const b = 1;",
    },
    {
      "packages/server/src/features/people/a.ts": 'import type { B } from "../../http/b.ts";',
      "packages/server/src/http/b.ts": "export type B = 1;",
    },
    {
      "packages/server/src/features/people/a.ts": 'import { b } from "../tasks/b.ts";',
      "packages/server/src/features/tasks/b.ts": "export const b = 1;",
    },
    {
      "packages/server/src/http/a.ts": 'const { b } = await import("../main/b.ts");',
      "packages/server/src/main/b.ts": "export const b = 1;",
    },
    { "packages/server/src/cellar/a.ts": "export const a = 1;" },
    { "packages/server/src/a.ts": "export const a = 1;" },
    {
      "packages/portal/src/api/a.ts": 'import { b } from "../features/audit/b.ts";',
      "packages/portal/src/features/audit/b.ts": "export const b = 1;",
    },
  ],
  good: [
    {
      "packages/server/src/features/tasks/a.ts": 'import { b } from "../people/b.ts";',
      "packages/server/src/features/people/b.ts": "export const b = 1;",
    },
    {
      "packages/server/src/main/a.ts": 'import { b } from "../documents/b.ts";',
      "packages/server/src/documents/b.ts": "export const b = 1;",
    },
    {
      "packages/server/src/features/people/a.ts": 'import type { B } from "../feature.ts";',
      "packages/server/src/features/feature.ts": "export interface B {}",
    },
    { "packages/ledger/src/a.ts": "export const a = 1;" },
    {
      "packages/portal/src/router.ts": 'import { b } from "./features/audit/b.ts";',
      "packages/portal/src/features/audit/b.ts": "export const b = 1;",
    },
  ],
};

interface Place {
  readonly floor: string;
  /** The folder within the floor; undefined for a file of the floor itself. */
  readonly room: string | undefined;
}

function arrowsUp(project: Project, file: SourceFile): Finding[] {
  const from = placeOf(file);
  const order = floors[file.packageName ?? ""] ?? [];
  if (!order.includes(from.floor)) return [findingAt(file, 0, "is on no floor of its package")];
  return importsOf(file).flatMap(({ specifier, offset }) => {
    const target = resolveImport(project, file, specifier);
    if (target === undefined || target.packageName !== file.packageName) return [];
    const to = placeOf(target);
    const isAllowed =
      from.floor === to.floor
        ? mayEnter(`${file.packageName}/${from.floor}`, from.room, to.room)
        : order.indexOf(to.floor) < order.indexOf(from.floor);
    return isAllowed ? [] : [findingAt(file, offset, `imports "${specifier}"`)];
  });
}

function mayEnter(floor: string, from: string | undefined, to: string | undefined): boolean {
  const table = rooms[floor];
  if (table === undefined || to === undefined || from === to) return true;
  return from !== undefined && (table[from]?.includes(to) ?? false);
}

function placeOf({ path }: SourceFile): Place {
  const [floor = "", ...below] = path.split("/").slice(3);
  if (below.length === 0 || floor === "testing") return { floor: ROOF, room: undefined };
  return { floor, room: below.length > 1 ? below[0] : undefined };
}
