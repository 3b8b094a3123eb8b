import type { Ledger, Witnesses, WitnessState } from "@indelible/trail";
import type { FastifyInstance } from "fastify";

/** Dependencies of the health routes. */
export interface HealthOptions {
  readonly isReady: () => Promise<boolean>;
  readonly ledger: Ledger;
  readonly witnesses: Witnesses;
  readonly clock: () => Date;
  /** Problems that the operator should fix; the server works nevertheless. */
  readonly warnings: readonly string[];
}

/**
 * Adds `/healthz`: whether the process responds; `/readyz`: whether the database is reachable, and
 * the state of the ledger; and `/metrics`: the same in the Prometheus text format.
 */
export function addHealthRoutes(app: FastifyInstance, options: HealthOptions): void {
  const hidden = { schema: { hide: true } };
  app.get("/healthz", hidden, () => ({ status: "ok" }));
  app.get("/readyz", hidden, async (_request, reply) => {
    const ready = await options.isReady().catch(() => false);
    if (!ready) return reply.code(503).send({ status: "not ready" });
    // Still 200: a server must continue to record events even when a witness reports another
    // history.
    const status = options.witnesses.isAlarmed ? "degraded" : "ready";
    return { status, ledger: await ledgerState(options), warnings: options.warnings };
  });
  app.get("/metrics", hidden, async (_request, reply) => {
    const { size, waiting, lagSeconds } = await ledgerState(options);
    const inState = (wanted: WitnessState) =>
      options.witnesses.status().filter(({ state }) => state === wanted).length;
    reply.type("text/plain; version=0.0.4; charset=utf-8");
    return [
      gauge("indelible_ledger_size", "Events in the ledger.", size),
      gauge(
        "indelible_ledger_waiting_events",
        "Events recorded but not yet in the ledger.",
        waiting,
      ),
      gauge(
        "indelible_ledger_lag_seconds",
        "Age of the oldest event that is not in the ledger yet.",
        lagSeconds,
      ),
      gauge(
        "indelible_witnesses_cosigned",
        "Witnesses that have cosigned the latest checkpoint.",
        inState("cosigned"),
      ),
      gauge("indelible_witnesses_failing", "Witnesses that do not respond.", inState("failing")),
      gauge(
        "indelible_witnesses_alarm",
        "Witnesses that report another history.",
        inState("alarm"),
      ),
    ].join("");
  });
}

async function ledgerState({ ledger, clock }: HealthOptions) {
  const [head, lag] = await Promise.all([ledger.checkpoint(), ledger.lag()]);
  const lagSeconds = lag.since === null ? 0 : (clock().getTime() - lag.since.getTime()) / 1000;
  return { size: head?.size ?? 0, waiting: lag.waiting, lagSeconds };
}

function gauge(name: string, help: string, value: number): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`;
}
