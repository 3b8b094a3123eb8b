import type { JsonObject } from "@indelible/trail/pure";
import type { EventResource } from "../model/answers/resources.ts";
import { sampleEvent } from "./sample-event.ts";

/** For tests: an event as it was recorded, and the same as the API shows it. */
export function sampleRecord(): { recorded: JsonObject; shown: EventResource } {
  const common = {
    Id: "Events-7",
    DocumentType: "Environments",
    DocumentVersion: 2,
    CorrelationId: "c-7",
    IpAddress: "192.0.2.7",
    ApiKeyId: null,
    ApiKeyHint: null,
    Comments: null,
    ChangeDetails: { DocumentContext: { Name: "Staging" }, Differences: [] },
  };
  const shown = sampleEvent({ ...common, LedgerIndex: 2 });
  const { LedgerIndex: _index, Occurred, ...rest } = shown;
  const properties: JsonObject = JSON.parse(JSON.stringify(rest));
  const recorded = {
    ...properties,
    Format: "indelible-event/3",
    Occurred: Occurred.replace("+00:00", "Z"),
    Tags: [],
    SecretDigests: {},
    Image: null,
    Personal: null,
    Trace: null,
    Nonce: "AAAAAAAAAAAAAAAAAAAAAA",
  };
  return { recorded, shown };
}
