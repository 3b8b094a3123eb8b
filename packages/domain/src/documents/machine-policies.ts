import type { PartOf } from "@indelible/trail/pure";
import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import {
  choice,
  flag,
  integer,
  name,
  nullable,
  object,
  optionalIdOf,
  optionalText,
  readOnly,
  section,
  text,
  timeSpan,
} from "./fields.ts";

const scriptPolicy = () =>
  section({
    RunType: choice("InheritFromDefault", "Inline", "OnlyConnectivity"),
    ScriptBody: optionalText(),
  });

/** How often machines are checked whose policy does not speak of health checks at all. */
const INTERVAL = "01:00:00";
/** Characters of a cron expression, or of the name of a time zone. */
const SCHEDULE_LENGTH_MAX = 200;

/**
 * When and how machines are asked how they are: by `HealthCheckCron` where there is one, else every
 * interval, and never by themselves where neither is given.
 */
const healthCheckPolicy = section(
  {
    HealthCheckType: choice("RunScript", "OnlyConnectivity"),
    HealthCheckInterval: nullable(timeSpan(INTERVAL)),
    HealthCheckCron: optionalText(SCHEDULE_LENGTH_MAX),
    HealthCheckCronTimezone: text(SCHEDULE_LENGTH_MAX),
    BashHealthCheckPolicy: scriptPolicy(),
    PowerShellHealthCheckPolicy: scriptPolicy(),
  },
  { HealthCheckInterval: INTERVAL },
);

/** The part of a machine policy about health checks, with the defaults of what was not given. */
export type HealthCheckPolicy = BodyOf<typeof healthCheckPolicy>;

const schema = object({
  Name: name(),
  Description: text(),
  IsDefault: readOnly(flag()),
  MachineHealthCheckPolicy: healthCheckPolicy,
  MachineConnectivityPolicy: section({
    MachineConnectivityBehavior: choice("ExpectedToBeOnline", "MayBeOfflineAndCanBeSkipped"),
  }),
  MachineCleanupPolicy: section({
    DeleteMachinesBehavior: choice("DoNotDelete", "DeleteUnavailableMachines"),
    DeleteMachinesElapsedTimeSpan: timeSpan("01:00:00"),
  }),
  MachineUpdatePolicy: section({
    CalamariUpdateBehavior: choice("UpdateOnDeployment", "UpdateOnNewMachine", "UpdateAlways"),
    TentacleUpdateBehavior: choice("NeverUpdate", "Update"),
    TentacleUpdateAccountId: optionalIdOf("Accounts"),
    KubernetesAgentUpdateBehavior: choice("Update", "NeverUpdate", "Block"),
  }),
  MachineRpcCallRetryPolicy: section({
    Enabled: flag(),
    RetryDuration: timeSpan("00:02:30"),
    HealthCheckRetryDuration: timeSpan("00:02:30"),
  }),
  MachinePackageCacheRetentionPolicy: section({
    Strategy: choice("Default", "Quantities"),
    QuantityOfPackagesToKeep: integer(),
    PackageUnit: choice("Items"),
    QuantityOfVersionsToKeep: integer(),
    VersionUnit: choice("Items"),
  }),
  ConnectionConnectTimeout: timeSpan("00:01:00"),
  ConnectionRetryCountLimit: integer(5),
  ConnectionRetrySleepInterval: timeSpan("00:00:01"),
  ConnectionRetryTimeLimit: timeSpan("00:05:00"),
  PollingRequestQueueTimeout: timeSpan("00:02:00"),
});

/** The body of a machine policy. */
export type MachinePolicy = BodyOf<typeof schema>;

/** What machines have in common: how they are checked, reached, cleaned up. API reference, section 6. */
export const machinePolicies = defineDocument<MachinePolicy>({
  prefix: "MachinePolicies",
  label: "Machine Policy",
  plural: "Machine Policies",
  route: "machinepolicies",
  permissions: {
    view: "MachinePolicyView",
    create: "MachinePolicyCreate",
    edit: "MachinePolicyEdit",
    delete: "MachinePolicyDelete",
  },
  schema,
  unique: [{ fields: ["Name"], within: "space" }],
  example: () => ({
    Name: "Nightly",
    MachineHealthCheckPolicy: { HealthCheckCron: "0 0 2 * * *" },
  }),
});

/** The policy that comes with every space, for machines that name none. */
export const DEFAULT_MACHINE_POLICY: PartOf<MachinePolicy> = {
  Name: "Default Machine Policy",
  IsDefault: true,
};
