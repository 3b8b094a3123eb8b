import {
  type ServerNode,
  type ServerNodeCategory,
  serverNodeId,
  serverNodes,
} from "@indelible/domain";
import {
  type Act,
  creation,
  equals,
  modification,
  note,
  type StoredDocument,
  TERM,
  type Trail,
  type TrailEvent,
} from "@indelible/trail";
import { EVERYTHING } from "./everything.ts";
import { newestEvents } from "./newest-events.ts";
import type { UnrecordedStarts } from "./unrecorded-starts.ts";

/** Dependencies of `ServerLife`. */
export interface ServerLifeOptions {
  readonly trail: Trail;
  readonly clock: () => Date;
  /** What this server was started with. */
  readonly body: ServerNode;
  /** The act of all events of this run of the server: who started it. */
  readonly act: Act;
  /** The number of starts that were not recorded; it outlives the process. */
  readonly unrecorded: UnrecordedStarts;
}

/** Starts without a change of the configuration that are recorded in an hour, by each server. */
export const STARTS_PER_HOUR = 10;

const HOUR_MILLISECONDS = 3_600_000;

const BOUNDS = ["ServerStarted", "ServerStopped"] satisfies ServerNodeCategory[];

/**
 * Records the start and the stop of a server, as events of its document. A server that is restarted
 * more than `STARTS_PER_HOUR` times records the rest of its starts as a number: that of a run which
 * lasts is recorded late, with its time, and that of a run which ends before is only counted.
 */
export class ServerLife {
  readonly #options: ServerLifeOptions;
  readonly #id: string;
  /** When this run started, as long as its start is not recorded. */
  #unrecordedSince: Date | undefined;

  constructor(options: ServerLifeOptions) {
    this.#options = options;
    this.#id = serverNodeId(options.body.Name);
  }

  /**
   * Records the start, what changed in the configuration since the last one, and whether the last run
   * ended without a stop. To be called once, before the server listens.
   */
  async start(): Promise<void> {
    const { trail, body, clock, unrecorded } = this.#options;
    const before = await trail.documentOf(serverNodes, this.#id);
    const isChanged = before === undefined || !equals(before.body, body);
    if (isChanged || !(await this.#isLimited())) {
      await this.#recordStart(await this.#save(before));
      return;
    }
    this.#unrecordedSince = clock();
    unrecorded.keep(unrecorded.count() + 1);
  }

  /** Records a start that was one too many, as soon as the limit allows it. */
  async recordLateStart(): Promise<void> {
    if (this.#unrecordedSince === undefined || (await this.#isLimited())) return;
    const node = await this.#options.trail.documentOf(serverNodes, this.#id);
    if (node !== undefined) await this.#recordStart(node);
  }

  /** Records the stop, unless the start was not recorded. `reason` is such as `by SIGTERM`. */
  async stop(reason: string): Promise<void> {
    const node = await this.#options.trail.documentOf(serverNodes, this.#id);
    if (node === undefined || this.#unrecordedSince !== undefined) return;
    await this.#note(node, [["ServerStopped", `was stopped ${reason}`]]);
  }

  async #isLimited(): Promise<boolean> {
    const { trail, clock } = this.#options;
    const starts = await trail.countEvents({
      visibility: EVERYTHING,
      terms: [[this.#id], [TERM.category("ServerStarted")]],
      from: new Date(clock().getTime() - HOUR_MILLISECONDS),
    });
    return starts >= STARTS_PER_HOUR;
  }

  /** Stores what this server was started with; a commit without a change records nothing. */
  async #save(before: StoredDocument<ServerNode> | undefined): Promise<StoredDocument<ServerNode>> {
    const { trail, act, body } = this.#options;
    const snapshot = await trail.read({ ids: [this.#id], events: 1 });
    const change =
      before === undefined
        ? creation(serverNodes, { id: this.#id, spaceId: null, body })
        : modification(serverNodes, before, body);
    await trail.commit(act, snapshot, [change]);
    return (await trail.read({ ids: [this.#id] })).documentOf(serverNodes, this.#id);
  }

  async #recordStart(node: StoredDocument<ServerNode>): Promise<void> {
    const { unrecorded } = this.#options;
    const last = await this.#lastBound();
    const ended: EventOfRun[] =
      last?.Category === "ServerStarted"
        ? [
            [
              "ServerStoppedUnexpectedly",
              `ended without a stop after its start at ${last.Occurred}`,
            ],
          ]
        : [];
    await this.#note(node, [...ended, ["ServerStarted", this.#startVerb()]]);
    this.#unrecordedSince = undefined;
    if (unrecorded.count() > 0) unrecorded.keep(0);
  }

  #startVerb(): string {
    const { unrecorded, body } = this.#options;
    const isLate = this.#unrecordedSince !== undefined;
    const others = unrecorded.count() - (isLate ? 1 : 0);
    const time = isLate ? ` at ${this.#unrecordedSince?.toISOString()}` : "";
    const rest = others > 0 ? `, after ${others} starts that were not recorded` : "";
    return `was started${time} with version ${body.Version} on Node.js ${body.NodeVersion}${rest}`;
  }

  /** The newest recorded start or stop of this server. */
  async #lastBound(): Promise<TrailEvent | undefined> {
    const terms = [[this.#id], BOUNDS.map(TERM.category)];
    const [last] = await newestEvents(this.#options.trail, terms, 1);
    return last;
  }

  async #note(node: StoredDocument<ServerNode>, events: readonly EventOfRun[]): Promise<void> {
    const { trail, act } = this.#options;
    const snapshot = await trail.read({ ids: [this.#id], events: events.length });
    const notes = events.map(([category, verb]) => note(serverNodes, node, { category, verb }));
    await trail.commit(act, snapshot, notes);
  }
}

type EventOfRun = readonly [category: ServerNodeCategory, verb: string];
