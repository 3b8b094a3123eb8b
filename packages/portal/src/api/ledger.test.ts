import { expect, it } from "vitest";
import { LEDGER, sampleCheckpoint } from "../testing/sample-ledger.ts";
import { collectionOf } from "../testing/samples.ts";
import { stubFetch } from "../testing/stub-fetch.ts";
import { checkpointsQuery, ledgerQuery, proofQuery } from "./ledger.ts";
import { createQueryClient } from "./query-client.ts";

const { answers } = stubFetch();

it("reads the state, the newest checkpoints and the proof of an event", async () => {
  const proof = { Id: "Events-7", Event: "{}", Proof: "…" };
  answers.set("/api/ledger", { body: LEDGER });
  answers.set("/api/ledger/checkpoints?take=100", { body: collectionOf([sampleCheckpoint(9)]) });
  answers.set("/api/events/Events-7/proof", { body: proof });
  const client = createQueryClient();
  expect(await client.fetchQuery(ledgerQuery())).toEqual(LEDGER);
  expect((await client.fetchQuery(checkpointsQuery())).Items).toHaveLength(1);
  expect(await client.fetchQuery(proofQuery("Events-7"))).toEqual(proof);
});
