import {
  appendLeaves,
  type Hash,
  type RightEdge,
  TILE_WIDTH,
  type TreeHead,
} from "@indelible/ledger";
import { eventIdOf } from "./event-row.ts";
import type { Finding } from "./finding.ts";
import { misplaced, type Placed } from "./order.ts";
import { EMPTY_TILE_TREE, rootOf, sizeOf, type TileTree, tileRoot } from "./tile-tree.ts";

/** An entry of the ledger, after its event was looked at. */
export interface WalkEntry extends Placed {
  /** Leaf hash. */
  readonly leaf: Hash;
  /**
   * `own`: written by the server, as its nonce shows; `foreign`: not written by it; `reported`: there
   * is a finding already; `unproven`: nothing is known without the tree.
   */
  readonly standing: "own" | "foreign" | "reported" | "unproven";
}

/** Roots of full tiles as they are stored, in hexadecimal, by `<level>/<index>`. */
export type StoredTiles = ReadonlyMap<string, string>;

/** Entries remembered since the last good checkpoint, for naming; one batch is far smaller. */
const REMEMBERED_MAX = 100_000;

interface OddTile {
  readonly level: number;
  readonly index: number;
  readonly isMissing: boolean;
}

/**
 * Grows the tree along the entries and compares it with every signed checkpoint. In addition to the
 * tree of the entries it keeps the tree of the stored roots of full tiles: if only the latter
 * matches a checkpoint, the tiles that differ show which entries were tampered with, and the walk
 * continues with the matching tree.
 */
export class TreeWalk {
  readonly #report: (...findings: Finding[]) => void;
  #tree: TileTree;
  #storedTiles: RightEdge;
  #oddTiles: OddTile[] = [];
  #since: WalkEntry[] = [];
  #ranges: OddRange[] = [];
  #good: number;
  readonly #roots: Hash[] = [];
  #firstBad: number | undefined;

  /** @param start the full tiles of the entries before those that are walked; none by default */
  constructor(report: (...findings: Finding[]) => void, start: RightEdge = EMPTY_TILE_TREE.tiles) {
    this.#report = report;
    this.#tree = { tiles: start, leaves: [] };
    this.#storedTiles = start;
    this.#good = this.size;
  }

  get size(): number {
    return sizeOf(this.#tree);
  }

  /** The full tiles of the tree, as its right edge: the leaves of that are the tiles' roots. */
  get tiles(): RightEdge {
    return this.#tree.tiles;
  }

  /** Size and root of the tree that the entries give so far. */
  get head(): TreeHead {
    return { size: this.size, root: rootOf(this.#tree) };
  }

  /** The roots of the full tiles that the entries give so far. */
  get tileRoots(): readonly Hash[] {
    return this.#roots;
  }

  /** Takes full tiles of entries that are known to be as they were signed, by their roots. */
  skip(roots: readonly Hash[], stored: StoredTiles): void {
    for (const root of roots) this.#addTile(root, stored);
    this.#settle(this.size);
  }

  /** Takes the next entries, which end at the next checkpoint at the latest. */
  append(entries: readonly WalkEntry[], stored: StoredTiles): void {
    const room = REMEMBERED_MAX - this.#since.length;
    for (const entry of room < entries.length ? entries.slice(0, Math.max(0, room)) : entries) {
      this.#since.push(entry);
    }
    let leaves = [...this.#tree.leaves, ...entries.map(({ leaf }) => leaf)];
    while (leaves.length >= TILE_WIDTH) {
      this.#addTile(tileRoot(leaves.slice(0, TILE_WIDTH)), stored);
      leaves = leaves.slice(TILE_WIDTH);
    }
    this.#tree = { ...this.#tree, leaves };
  }

  /** Compares the tree with what was signed at its size. */
  checkpoint({ size, root }: TreeHead): void {
    if (equal(rootOf(this.#tree), root)) this.#settle(size);
    else if (equal(rootOf({ ...this.#tree, tiles: this.#storedTiles }), root)) this.#resume(size);
    else this.#firstBad ??= size;
  }

  /** True if the tree comes to this root, by the entries or by the stored tiles. */
  reaches(root: Hash): boolean {
    const byTiles = { ...this.#tree, tiles: this.#storedTiles };
    return equal(rootOf(this.#tree), root) || equal(rootOf(byTiles), root);
  }

  /**
   * Reports the ranges that could not be explained, and the entries that no checkpoint covers:
   * `signed` is the size of the last one compared, `claimed` that of the last one there is.
   */
  finish(signed: number, claimed: number): void {
    if (this.#firstBad !== undefined) this.#closeRange(this.#firstBad, signed, () => true);
    this.#nameRanges();
    const uncovered = this.#since.filter(({ index }) => index >= signed);
    this.#report(...uncovered.filter(isForeign).map((entry) => inserted(entry)));
    const first = uncovered.find((entry) => entry.index >= claimed && !isForeign(entry));
    if (first !== undefined) this.#report(uncoveredFrom(first, signed, this.size));
  }

  #addTile(root: Hash, stored: StoredTiles): void {
    this.#roots.push(root);
    const index = this.#tree.tiles.size;
    const { edge, nodes } = appendLeaves(this.#tree.tiles, [root]);
    for (const node of nodes.filter(({ level }) => level % 8 === 0)) {
      const tile = { level: node.level / 8, index: node.index };
      const found = stored.get(`${tile.level}/${tile.index}`);
      if (found !== hex(node.hash)) this.#oddTiles.push({ ...tile, isMissing: !found });
    }
    const kept = stored.get(`0/${index}`);
    const taken = kept === undefined ? root : Buffer.from(kept, "hex");
    this.#storedTiles = appendLeaves(this.#storedTiles, [taken]).edge;
    this.#tree = { ...this.#tree, tiles: edge };
  }

  #settle(size: number): void {
    this.#report(...this.#oddTiles.map(tileFinding));
    this.#report(...this.#since.filter(isForeign).map((entry) => inserted(entry)));
    this.#storedTiles = this.#tree.tiles;
    this.#startAfter(size);
  }

  #resume(size: number): void {
    const odd = new Set(this.#oddTiles.flatMap((t) => (t.level === 0 ? [t.index] : [])));
    const isOdd = ({ index }: Placed) => odd.has(Math.floor(index / TILE_WIDTH));
    this.#closeRange(this.#firstBad ?? size, size, isOdd);
    this.#tree = { ...this.#tree, tiles: this.#storedTiles };
    this.#startAfter(size);
  }

  #startAfter(size: number): void {
    this.#oddTiles = [];
    this.#since = [];
    this.#good = size;
    this.#firstBad = undefined;
  }

  /** Keeps the entries that made the tree differ from size `bad` on, unless that is explained. */
  #closeRange(bad: number, signed: number, isSuspect: (entry: Placed) => boolean): void {
    const suspects = this.#since.filter((entry) => entry.index < bad && isSuspect(entry));
    const foreign = this.#since.filter((entry) => isForeign(entry) && entry.index < signed);
    this.#report(...foreign.map((entry) => changed(entry, "The server did not write it.")));
    if (suspects.some(({ standing }) => standing === "reported" || standing === "foreign")) return;
    const where = `between the checkpoints of size ${this.#good} and ${bad}`;
    this.#ranges.push({ where, first: this.#good, suspects, following: this.#since });
  }

  /** Reports what is wrong with each range, as exactly as possible. */
  #nameRanges(): void {
    const exchanged = misplaced(this.#ranges.flatMap(({ following }) => following));
    const pair = new Set(exchanged.length === 2 ? exchanged : []);
    for (const { where, first, suspects, following } of this.#ranges) {
      const pairHere = following.filter((entry) => pair.has(entry));
      const moved = pairHere.length > 0 ? pairHere : misplaced(suspects);
      const unproven = suspects.filter(({ standing }) => standing === "unproven");
      if (moved.length > 0) this.#report(...moved.map((entry) => reordered(entry, where)));
      else if (unproven.length > 0) this.#report(...unproven.map((entry) => suspect(entry, where)));
      else this.#report(unlike(first, where));
    }
  }
}

/** Entries under a checkpoint that they do not come to. */
interface OddRange {
  /** Where it lies, in words. */
  readonly where: string;
  readonly first: number;
  /** One of these at least is not as it was signed. */
  readonly suspects: readonly WalkEntry[];
  /** These and all that follow up to where the tree is known again. */
  readonly following: readonly WalkEntry[];
}

function isForeign({ standing }: WalkEntry): boolean {
  return standing === "foreign";
}

function inserted(entry: Placed): Finding {
  return about(entry, "inserted", "The server did not write it: its nonce is not the server's.");
}

function changed(entry: Placed, why: string): Finding {
  return about(entry, "changed", `${why} The tree that was signed holds something else.`);
}

function reordered(entry: Placed, where: string): Finding {
  return about(
    entry,
    "reordered",
    `It is in the place of another event: the order ${where} was changed.`,
  );
}

function suspect(entry: Placed, where: string): Finding {
  const detail = `It or another event ${where} is not what was signed; the master key would tell which.`;
  return about(entry, "changed", detail);
}

function about({ index, number }: Placed, kind: Finding["kind"], detail: string): Finding {
  return { kind, eventId: eventIdOf(number), index, detail };
}

function unlike(index: number, where: string): Finding {
  const detail = `The entries ${where} are not those that were signed, though each event is genuine.`;
  return { kind: "forked", eventId: null, index, detail };
}

function tileFinding({ level, index, isMissing }: OddTile): Finding {
  const kind = isMissing ? "missing" : "changed";
  const what = isMissing ? "is missing" : "is not that of its entries";
  const detail = `The stored root of tile ${level}/${index} ${what}.`;
  return { kind, eventId: null, index: index * TILE_WIDTH ** (level + 1), detail };
}

function uncoveredFrom({ index, number }: Placed, signed: number, size: number): Finding {
  const detail = `Entries ${index} to ${size - 1} are under no checkpoint: the last is of size ${signed}.`;
  return { kind: "truncated", eventId: eventIdOf(number), index, detail };
}

function equal(a: Hash, b: Hash): boolean {
  return hex(a) === hex(b);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
