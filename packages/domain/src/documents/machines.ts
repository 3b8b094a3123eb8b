import { equals, type Signal } from "@indelible/trail/pure";
import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import {
  address,
  anything,
  choice,
  flag,
  idsOf,
  integer,
  list,
  name,
  object,
  optionalIdOf,
  optionalText,
  readOnly,
  slug,
} from "./fields.ts";
import { withSlug } from "./slug.ts";

const endpoint = object({
  Id: optionalText(),
  CommunicationStyle: choice(
    "None",
    "TentaclePassive",
    "TentacleActive",
    "Ssh",
    "OfflineDrop",
    "AzureWebApp",
    "Ftp",
    "AzureCloudService",
    "AzureServiceFabricCluster",
    "Kubernetes",
    "StepPackage",
    "KubernetesTentacle",
    "AwsEcsCluster",
  ),
  Uri: address(),
  Thumbprint: optionalText(),
  ProxyId: optionalText(),
  AccountId: optionalIdOf("Accounts"),
  Host: optionalText(),
  Port: integer(22),
  Fingerprint: optionalText(),
  DotNetCorePlatform: optionalText(),
  DefaultWorkerPoolId: optionalText(),
  TentacleVersionDetails: anything(),
});

const schema = object({
  Name: name(),
  Slug: slug(),
  EnvironmentIds: idsOf("Environments"),
  Roles: list(name()),
  TenantIds: idsOf("Tenants"),
  TenantTags: list(name()),
  TenantedDeploymentParticipation: choice("Untenanted", "TenantedOrUntenanted", "Tenanted"),
  Endpoint: endpoint,
  MachinePolicyId: optionalIdOf("MachinePolicies"),
  IsDisabled: flag(),
  Thumbprint: optionalText(),
  Uri: address(),
  OperatingSystem: readOnly(optionalText()),
  ShellName: readOnly(optionalText()),
  ShellVersion: readOnly(optionalText()),
  HealthStatus: readOnly(choice("Unknown", "Healthy", "Unavailable", "HasWarnings", "Unhealthy")),
  StatusSummary: readOnly(optionalText()),
});

/** The body of a machine. */
export type Machine = BodyOf<typeof schema>;

const categories = [
  "MachineAdded",
  "MachineDeleted",
  "MachineEnabled",
  "MachineDisabled",
  "MachineHealthy",
  "MachineHasWarnings",
  "MachineUnhealthy",
  "MachineUnavailable",
  "MachineDeploymentRelatedPropertyWasUpdated",
] as const;

/** A category of the events of machines. */
export type MachineCategory = (typeof categories)[number];

/** Fields that decide which deployments run on a machine. */
const DEPLOYMENT_FIELDS = [
  "Roles",
  "EnvironmentIds",
  "TenantIds",
  "TenantTags",
  "TenantedDeploymentParticipation",
  "Endpoint",
] as const;

/** The event of a health check that found another health than before. */
const HEALTH_SIGNALS: Readonly<
  Record<Machine["HealthStatus"], Signal<MachineCategory> | undefined>
> = {
  Unknown: undefined,
  Healthy: { category: "MachineHealthy", verb: "was found healthy" },
  HasWarnings: { category: "MachineHasWarnings", verb: "was found to have warnings" },
  Unhealthy: { category: "MachineUnhealthy", verb: "was found unhealthy" },
  Unavailable: { category: "MachineUnavailable", verb: "was found unavailable" },
};

/** The machine events of Octopus Deploy, in addition to Created, Modified and Deleted. */
function machineSignals(
  before: Machine | undefined,
  after: Machine | undefined,
): Signal<MachineCategory>[] {
  if (before === undefined) return [{ category: "MachineAdded", verb: "was added" }];
  if (after === undefined) return [{ category: "MachineDeleted", verb: "was removed" }];
  const signals: Signal<MachineCategory>[] = [];
  if (before.IsDisabled !== after.IsDisabled) {
    signals.push(
      after.IsDisabled
        ? { category: "MachineDisabled", verb: "was disabled" }
        : { category: "MachineEnabled", verb: "was enabled" },
    );
  }
  const found = HEALTH_SIGNALS[after.HealthStatus];
  if (before.HealthStatus !== after.HealthStatus && found !== undefined) signals.push(found);
  if (!DEPLOYMENT_FIELDS.every((field) => equals(before[field], after[field]))) {
    const category = "MachineDeploymentRelatedPropertyWasUpdated";
    signals.push({ category, verb: "had a deployment-related property changed" });
  }
  return signals;
}

/** A policy can be replaced, but not removed. */
function withPolicy(body: Machine, before: Machine | undefined): Machine {
  return { ...body, MachinePolicyId: body.MachinePolicyId || (before?.MachinePolicyId ?? null) };
}

/** A deployment target. API reference, section 6. */
export const machines = defineDocument<Machine, MachineCategory>({
  prefix: "Machines",
  label: "Machine",
  route: "machines",
  permissions: {
    view: "MachineView",
    create: "MachineCreate",
    edit: "MachineEdit",
    delete: "MachineDelete",
  },
  schema,
  categories,
  unique: [
    { fields: ["Name"], within: "space" },
    { fields: ["Slug"], within: "space" },
  ],
  filters: {
    roles: "Roles",
    environmentIds: "EnvironmentIds",
    tenantIds: "TenantIds",
    tenantTags: "TenantTags",
    healthStatuses: "HealthStatus",
    isDisabled: "IsDisabled",
    thumbprint: "Thumbprint",
  },
  nested: [
    { under: "Environments", as: "machines", by: "EnvironmentIds" },
    { under: "MachinePolicies", as: "machines", by: "MachinePolicyId" },
  ],
  destinations: [
    {
      at: [
        "/Endpoint/CommunicationStyle",
        "/Endpoint/Host",
        "/Endpoint/Port",
        "/Endpoint/Fingerprint",
        "/Endpoint/Uri",
        "/Endpoint/Thumbprint",
        "/Endpoint/ProxyId",
      ],
      uses: ["/Endpoint/AccountId"],
    },
  ],
  signals: machineSignals,
  complete: (body, { before }) => withSlug(withPolicy(body, before)),
  example: (idOf) => ({
    Name: "web-01",
    EnvironmentIds: [idOf("Environments")],
    Roles: ["web"],
    Endpoint: { CommunicationStyle: "None" },
  }),
});
