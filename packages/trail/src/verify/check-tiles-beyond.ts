import { sqlFile } from "../database/sql-file.ts";
import type { CheckContext } from "./check.ts";
import { FINDINGS_MAX, type Finding } from "./finding.ts";

const TILES_BEYOND = sqlFile("verify-tiles-beyond");

interface TileRow {
  readonly level: number;
  readonly index: number;
}

/** Reports stored roots of tiles that the log is too short to have. */
export async function checkTilesBeyond(context: CheckContext): Promise<undefined> {
  const { connection, walk, report } = context;
  const rows = await connection.query<TileRow>(TILES_BEYOND, [walk.size, FINDINGS_MAX]);
  report(...rows.map(tileBeyond));
}

function tileBeyond({ level, index }: TileRow): Finding {
  const detail = `The log is too short for the stored root of tile ${level}/${index}.`;
  return { kind: "inserted", eventId: null, index: null, detail };
}
