import { setTimeout as delay } from "node:timers/promises";
import { isUnavailable, type Verifier, type Witnesses, type WitnessState } from "@indelible/trail";
import type { FastifyInstance } from "fastify";
import { type LedgerHealthOptions, ledgerHealth } from "./ledger-health.ts";
import { gauge } from "./metric.ts";
import { verificationMetrics } from "./verification-metrics.ts";

/** Dependencies of the health routes. */
export interface HealthOptions extends LedgerHealthOptions {
  /** Resolves to true when the database answers. */
  readonly isReady: () => Promise<boolean>;
  readonly witnesses: Witnesses;
  readonly verifier: Pick<Verifier, "state">;
  /** Problems that the operator should fix; the server works nevertheless. */
  readonly warnings: readonly string[];
}

/** Less than the time for which a load balancer usually waits for the answer. */
const READY_MILLISECONDS = 4_000;

/**
 * Adds `/healthz`: whether the process responds; `/readyz`: whether the database is reachable, and
 * the state of the ledger; and `/metrics`: the same in the Prometheus text format.
 */
export function addHealthRoutes(app: FastifyInstance, options: HealthOptions): void {
  const hidden = { schema: { hide: true } };
  app.get("/healthz", hidden, () => ({ status: "ok" }));
  app.get("/readyz", hidden, async (_request, reply) => {
    const reason = await whyNotReady(options);
    if (reason !== undefined) return reply.code(503).send({ status: "not ready", reason });
    // Still 200: a server must continue to record events even when its history is in doubt.
    const { isDegraded, alarms, ...ledger } = await ledgerHealth(options);
    const status = isDegraded || options.witnesses.isAlarmed ? "degraded" : "ready";
    const messages = alarms.map(({ found, advice }) => `${found} ${advice}`);
    return { status, ledger, alarms: messages, warnings: options.warnings };
  });
  app.get("/metrics", hidden, async (_request, reply) => {
    const { size, waiting, lagSeconds, alarms } = await ledgerHealth(options);
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
      gauge("indelible_ledger_alarms", "Current alarms of the ledger.", alarms.length),
      ...verificationMetrics(options.verifier.state, options.clock()),
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

/** Why the database cannot be used; undefined when it can. */
async function whyNotReady({ isReady }: HealthOptions): Promise<string | undefined> {
  const late = delay(READY_MILLISECONDS, "The database did not answer in time.", { ref: false });
  const answered = isReady().then((is) => (is ? undefined : NOT_READY));
  const refused = (error: unknown) => (isUnavailable(error) ? error.message : NOT_READY);
  return Promise.race([answered.catch(refused), late]);
}

const NOT_READY = "The database cannot be used.";
