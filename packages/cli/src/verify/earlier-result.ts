import { type KeptFile, keptVerified } from "@indelible/data-folder";
import {
  formatStatement,
  openStatement,
  type Sealer,
  type Verification,
  type VerifiedStatement,
} from "@indelible/trail";
import type { World } from "../world.ts";

/** How much of an earlier verification `verify` relies on. */
export type Reliance =
  /** Everything is read; what is as it was verified needs no other check. The default. */
  | "compare"
  /** `--incremental`: what was verified is not read. */
  | "skip"
  /** `--full`: nothing; every entry is checked in full. */
  | "nothing";

/** The file with the result of earlier verifications of a store: docs/formats/verified.md. */
export class EarlierResults {
  readonly #file: KeptFile;
  readonly #world: World;
  /** Only with the keys of the installation can a statement be checked or made. */
  readonly #sealer: Sealer | undefined;
  readonly #startedOn: Date;

  constructor(world: World, dataFolder: string, sealer: Sealer | undefined) {
    this.#file = keptVerified(dataFolder);
    this.#world = world;
    this.#sealer = sealer;
    this.#startedOn = world.clock();
  }

  /** The statement of the last verification of this log, if these keys made it. */
  load(origin: string): VerifiedStatement | undefined {
    const text = this.#file.load();
    if (text === undefined || this.#sealer === undefined) return undefined;
    return openStatement(text, origin, this.#sealer);
  }

  /** Keeps the result of a verification without findings for the next one. */
  async keep(
    origin: string,
    { ranges }: Verification,
    notRead: VerifiedStatement | undefined,
  ): Promise<void> {
    if (this.#sealer === undefined || ranges === undefined) return;
    const readOn = notRead?.readOn ?? this.#startedOn;
    try {
      await this.#file.keep(formatStatement({ origin, readOn, ranges }, this.#sealer));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#world.remark(`The result could not be kept for the next verification: ${reason}\n`);
    }
  }
}

/** What was checked of the entries, as sentences. */
export function entryRemarks(
  { earlierEntries, head }: Verification,
  reliance: Reliance,
  statement: VerifiedStatement | undefined,
): string[] {
  const rest = `${head.size - earlierEntries} entries were checked in full.`;
  if (statement === undefined || earlierEntries === 0) {
    const why = reliance === "skip" ? "There is no earlier result to rely on. " : "";
    return [`${why}All ${rest}`];
  }
  const when = statement.readOn.toISOString();
  const last = earlierEntries - 1;
  if (reliance === "skip") {
    return [
      `Entries 0 to ${last} and their events were NOT read: they were read and verified on ${when}. A change of them since then is not found; run verify without --incremental to find it. ${rest}`,
    ];
  }
  return [
    `Entries 0 to ${last}, their events and their index terms were read, and are the same as those that were verified on ${when}. ${rest}`,
  ];
}
