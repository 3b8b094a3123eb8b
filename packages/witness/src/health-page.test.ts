import { hash } from "node:crypto";
import { expect, test } from "vitest";
import { healthPage } from "./health-page.ts";
import type { WitnessHealth } from "./witness-health.ts";

const LOG = {
  origin: "example.org/<log>",
  originHash: "0".repeat(64),
  size: 1_200,
  root: "AAAA",
  cosignedOn: "2026-01-01T10:00:00.000Z",
  problem: null,
  refusals: { inconsistent: 3 },
};
const HEALTH: WitnessHealth = {
  status: "ok",
  name: "w1",
  verifierKey: "w1+00000000+AAAA",
  logs: [LOG],
  refusals: {},
};

test("the page shows the key, each log, its last cosignature and the refusals, escaped", () => {
  const { body } = healthPage(HEALTH);
  expect(body).toContain("<title>Witness w1</title>");
  expect(body).toContain("Working");
  expect(body).toContain("<code>w1+00000000+AAAA</code>");
  expect(body).toContain("Log example.org/&lt;log&gt;");
  expect(body).toContain(">2026-01-01 10:00:00 UTC</time>");
  expect(body).toContain("1,200");
  expect(body).toContain("3 × <code>inconsistent</code>: The checkpoint is not shown to extend");
});

test("a log without a checkpoint, and one with a problem, are shown", () => {
  const none = { ...LOG, size: null, root: null, cosignedOn: null, refusals: {} };
  expect(healthPage({ ...HEALTH, logs: [none] }).body).toContain("Nothing cosigned yet");
  const failing = { ...none, problem: "It is damaged." };
  const { body } = healthPage({ ...HEALTH, status: "failing", logs: [failing] });
  expect(body).toContain("Nothing is signed for at least one log");
  expect(body).toContain("It is damaged.");
  expect(body).not.toContain("Nothing cosigned yet");
});

test("the page loads nothing, and its policy allows exactly its style", () => {
  const { body, headers } = healthPage(HEALTH);
  expect(body).not.toMatch(/<script|<link|<img|url\(|https?:/);
  const [, style = ""] = /<style>([\s\S]*)<\/style>/.exec(body) ?? [];
  expect(headers?.["content-security-policy"]).toContain(
    `default-src 'none'; style-src 'sha256-${hash("sha256", style, "base64")}'`,
  );
});
