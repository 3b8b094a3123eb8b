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

/** The interval of health checks by default. */
const INTERVAL = "01:00:00";
/** Characters of a cron expression, and of the name of a time zone. */
const SCHEDULE_LENGTH_MAX = 200;

/**
 * When and how the health of machines is checked: by `HealthCheckCron` if set, else at every
 * interval; without both, only on request.
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

/** The part of a machine policy about health checks, with defaults applied. */
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

/** Settings that machines share: health checks, connections, cleanup. API reference, section 6. */
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

/** The policy that every space is created with, for machines without a policy. */
export const DEFAULT_MACHINE_POLICY: PartOf<MachinePolicy> = {
  Name: "Default Machine Policy",
  IsDefault: true,
};
