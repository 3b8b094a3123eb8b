import {
  checkInclusion,
  formatHash,
  hashLeaf,
  type LogIdentity,
  logOfKeys,
  openCheckpoint,
  parseTlogProof,
  parseVerifierKey,
  type TreeHead,
  verifyExtension,
} from "@indelible/ledger";
import {
  eventNumber,
  type Finding,
  Findings,
  inspectPersonal,
  readEvent,
  sha256Hex,
} from "@indelible/trail";
import { CommandError } from "../command-error.ts";
import type { ApiClient } from "./api-client.ts";
import { compareWithReported, isOfClosedLog } from "./closed-since.ts";
import { idIn } from "./event-text.ts";
import { keysRemark } from "./keys-remark.ts";
import type { Progress } from "./progress-bar.ts";
import type { Report } from "./report.ts";
import { attempt, verifyLogFiles } from "./verify-log-files.ts";

/** How to verify a server over HTTP. */
export interface VerifyServerOptions {
  readonly client: ApiClient;
  /** Verifier keys of the log; by default the one that the server reports. */
  readonly keys: readonly string[];
  readonly kept: string | undefined;
}

interface ProofAnswer {
  readonly Id: string;
  readonly Event: string;
  readonly Proof: string;
  /** Absent in answers of servers that know format 1 only. */
  readonly Personal?: Readonly<Record<string, { readonly Salt: string; readonly Value: string }>>;
}

/** Event numbers searched with one request. */
const WINDOW = 1_000;
/** Proofs requested at the same time. */
const CONCURRENCY = 8;
const NOT_FOUND = 404;
const WAITING = 409;

/**
 * Verifies a server's whole log, and each event that the API key may see with its proof.
 * CommandError if the server refuses or has no checkpoint.
 */
export async function verifyServer(
  { client, keys: given, kept }: VerifyServerOptions,
  progress: Progress,
): Promise<Report> {
  const { keys, log, answer, statements } = await reportedLog(client, given);
  const note = await client.bytes("/api/ledger/checkpoint", [NOT_FOUND]);
  if (note === undefined) throw new CommandError("The server has no checkpoint yet.");
  const closed = isOfClosedLog(kept, log.origin) ? kept : undefined;
  const { tree, findings } = await verifyLogFiles({
    reader: client.files,
    log,
    note,
    kept: closed === undefined ? kept : undefined,
  });
  const found = new Findings();
  if (closed !== undefined) {
    found.add(...(await compareWithReported(closed, answer?.ClosedLogs, statements)));
  }
  found.add(...findings);
  const head = tree ?? { size: 0, root: new Uint8Array(32) };
  const seen = tree === undefined ? 0 : await verifyEvents(client, log, tree, found, progress);
  const whose = given.length === 0 ? "that the server reports" : "given";
  const remarks = [
    `Checked with the key ${whose}: ${keys.join(", ")}`,
    ...keysRemark(log),
    ...(closed === undefined ? [] : [CLOSED_REMARK]),
    `${seen} events were seen and checked; ${Math.max(0, head.size - seen)} could not be seen.`,
  ];
  return { head, findings: found.inOrder(), findingsCount: found.count, remarks };
}

const CLOSED_REMARK =
  "The saved checkpoint is of a closed log, and was compared with its last checkpoint only: a server does not serve the entries of closed logs, an export has them.";

interface LedgerAnswer {
  readonly VerifierKey?: unknown;
  readonly ClosedLogs?: unknown;
  /** Absent in answers of servers that cannot replace the key. */
  readonly KeyStatements?: unknown;
}

/** The log of the given keys, or of the one that the server reports, with the keys it states. */
async function reportedLog(client: ApiClient, given: readonly string[]) {
  const answer = await client.json<LedgerAnswer>("/api/ledger");
  const { VerifierKey, KeyStatements } = answer ?? {};
  const keys = given.length === 0 && typeof VerifierKey === "string" ? [VerifierKey] : given;
  if (keys.length === 0) {
    throw new CommandError("The server reports no verifier key: use --key.");
  }
  const notes: readonly unknown[] = Array.isArray(KeyStatements) ? KeyStatements : [];
  const statements = notes.filter((note) => typeof note === "string");
  return { keys, log: await logOfKeys(keys.map(parseVerifierKey), statements), answer, statements };
}

/** Checks every visible event; returns how many of the tree's entries were checked. */
async function verifyEvents(
  client: ApiClient,
  log: LogIdentity,
  tree: TreeHead,
  found: Findings,
  progress: Progress,
): Promise<number> {
  const checker = new ProofChecker(client, log, tree);
  let seen = 0;
  for await (const ids of visibleIds(client)) {
    for (let i = 0; i < ids.length; i += CONCURRENCY) {
      const checks = ids.slice(i, i + CONCURRENCY).map((id) => checker.check(id));
      for (const { isInTree, findings } of await Promise.all(checks)) {
        if (isInTree) seen += 1;
        found.add(...findings);
      }
      progress.show(seen, tree.size);
    }
  }
  found.add(...(await checker.growth()));
  return seen;
}

/** The ids of the visible events, in windows from the newest to the first. */
async function* visibleIds(client: ApiClient): AsyncGenerator<string[]> {
  let before = await newestNumber(client);
  for (; before > 0; before -= WINDOW) {
    const after = Math.max(0, before - WINDOW);
    const range = `fromAutoId=${after}&toAutoId=${before + 1}`;
    yield await listIds(client, `${range}&take=${WINDOW}`);
  }
}

async function newestNumber(client: ApiClient): Promise<number> {
  const [newest] = await listIds(client, "take=1");
  return newest === undefined ? 0 : Number(newest.slice("Events-".length)) + WINDOW;
}

async function listIds(client: ApiClient, query: string): Promise<string[]> {
  const path = `/api/events?${query}&excludeDifference=true&internal=true`;
  const page = await client.json<{ Items: { Id: string }[] }>(path);
  return page?.Items.map(({ Id }) => Id) ?? [];
}

/**
 * Verifies proofs with the log's key, and the trees in their checkpoints against the tree that was
 * verified.
 */
class ProofChecker {
  readonly #client: ApiClient;
  readonly #log: LogIdentity;
  readonly #tree: TreeHead;
  /** The trees in the checkpoints of proofs, by size and root. */
  readonly #others = new Map<string, TreeHead>();

  constructor(client: ApiClient, log: LogIdentity, tree: TreeHead) {
    this.#client = client;
    this.#log = log;
    this.#tree = tree;
  }

  async check(id: string) {
    const answer = await this.#client.json<ProofAnswer>(`/api/events/${id}/proof`, [WAITING]);
    if (answer === undefined) return { isInTree: false, findings: [] };
    const checked = await attempt(() => this.#checkAnswer(id, answer));
    if (!("finding" in checked)) {
      return { isInTree: checked.value < this.#tree.size, findings: personalFindings(answer) };
    }
    return { isInTree: true, findings: [{ ...checked.finding, eventId: id }] };
  }

  /** Returns the index that the proof proves. */
  async #checkAnswer(id: string, { Event, Proof }: ProofAnswer): Promise<number> {
    const proof = parseTlogProof(Proof);
    const { checkpoint: tree } = await openCheckpoint(proof.checkpoint, this.#log);
    const digest = Buffer.from(sha256Hex(Event), "hex");
    const claim = { index: proof.index, leafHash: hashLeaf(digest), proof: proof.hashes, tree };
    checkInclusion(claim);
    if (idIn(Event) !== id) throw new CommandError(`The server returned another event for ${id}.`);
    this.#others.set(`${tree.size} ${formatHash(tree.root)}`, tree);
    return proof.index;
  }

  /** Checks that every tree in a proof is consistent with the tree that was verified. */
  async growth(): Promise<Finding[]> {
    const { files } = this.#client;
    const findings: Finding[] = [];
    for (const other of this.#others.values()) {
      const grown = await attempt(() => verifyExtension(files, this.#tree, other));
      if ("finding" in grown) findings.push({ ...grown.finding, kind: "forked" });
    }
    return findings;
  }
}

/** What is wrong with the values of personal members. TrailError `schema` for an unknown format. */
function personalFindings({ Event, Personal = {} }: ProofAnswer): Finding[] {
  const number = eventNumber(readEvent(Event));
  return Object.entries(Personal).flatMap(([member, { Salt: salt, Value: value }]) => {
    const finding = inspectPersonal({ number, member, salt, value }, Event);
    return finding === undefined ? [] : [finding];
  });
}
