import type { Witnesses, WitnessState } from "@indelible/trail";
import type { FastifyInstance } from "fastify";
import { type LedgerHealthOptions, ledgerHealth } from "./ledger-health.ts";

/** What `/readyz` and `/metrics` tell of. */
export interface HealthOptions extends LedgerHealthOptions {
  readonly isReady: () => Promise<boolean>;
  readonly witnesses: Witnesses;
  /** What the operator should put right; the server works nevertheless. */
  readonly warnings: readonly string[];
}

/**
 * `/healthz` tells that the process answers; `/readyz` that it reaches its database, and how far the
 * ledger is behind; `/metrics` the same in the text format of Prometheus.
 */
export function addHealthRoutes(app: FastifyInstance, options: HealthOptions): void {
  const hidden = { schema: { hide: true } };
  app.get("/healthz", hidden, () => ({ status: "ok" }));
  app.get("/readyz", hidden, async (_request, reply) => {
    const ready = await options.isReady().catch(() => false);
    if (!ready) return reply.code(503).send({ status: "not ready" });
    // Still 200: a server whose history is in doubt must go on recording what happens.
    const { isDegraded, alarms, ...ledger } = await ledgerHealth(options);
    const status = isDegraded || options.witnesses.isAlarmed ? "degraded" : "ready";
    const sentences = alarms.map(({ found, advice }) => `${found} ${advice}`);
    return { status, ledger, alarms: sentences, warnings: options.warnings };
  });
  app.get("/metrics", hidden, async (_request, reply) => {
    const { size, waiting, lagSeconds, alarms } = await ledgerHealth(options);
    const inState = (wanted: WitnessState) =>
      options.witnesses.status().filter(({ state }) => state === wanted).length;
    reply.type("text/plain; version=0.0.4; charset=utf-8");
    return [
      gauge("indelible_ledger_size", "Events in the ledger.", size),
      gauge("indelible_ledger_waiting_events", "Events recorded but not yet in it.", waiting),
      gauge("indelible_ledger_lag_seconds", "Age of the oldest that waits.", lagSeconds),
      gauge("indelible_ledger_alarms", "Alarms of the ledger that stand.", alarms.length),
      gauge("indelible_witnesses_cosigned", "Witnesses that agree.", inState("cosigned")),
      gauge("indelible_witnesses_failing", "Witnesses that do not answer.", inState("failing")),
      gauge("indelible_witnesses_alarm", "Witnesses of another history.", inState("alarm")),
    ].join("");
  });
}

function gauge(name: string, help: string, value: number): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`;
}
