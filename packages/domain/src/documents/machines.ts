import { equals, type JsonObject, type Signal } from "@indelible/trail/pure";
import { defineDocument } from "./define-document.ts";
import {
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
  Uri: optionalText(),
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

/** Fields that decide which deployments run on a machine. */
const DEPLOYMENT_FIELDS = [
  "Roles",
  "EnvironmentIds",
  "TenantIds",
  "TenantTags",
  "TenantedDeploymentParticipation",
  "Endpoint",
];

/** What a health check says of a machine whose health is not what it was. */
const HEALTH_SIGNALS: Readonly<Record<string, Signal>> = {
  Healthy: { category: "MachineHealthy", verb: "was found healthy" },
  HasWarnings: { category: "MachineHasWarnings", verb: "was found to have warnings" },
  Unhealthy: { category: "MachineUnhealthy", verb: "was found unhealthy" },
  Unavailable: { category: "MachineUnavailable", verb: "was found unavailable" },
};

/** The field's machine events, which stand beside the plain Created, Modified and Deleted. */
function machineSignals(before: JsonObject | undefined, after: JsonObject | undefined): Signal[] {
  if (before === undefined) return [{ category: "MachineAdded", verb: "was added" }];
  if (after === undefined) return [{ category: "MachineDeleted", verb: "was removed" }];
  const signals: Signal[] = [];
  if (before.IsDisabled !== after.IsDisabled) {
    const enabled = after.IsDisabled === false;
    const [category, verb] = enabled
      ? ["MachineEnabled", "was enabled"]
      : ["MachineDisabled", "was disabled"];
    signals.push({ category, verb } as Signal);
  }
  const found = HEALTH_SIGNALS[String(after.HealthStatus)];
  if (before.HealthStatus !== after.HealthStatus && found !== undefined) signals.push(found);
  const same = (field: string) => equals(before[field] ?? null, after[field] ?? null);
  if (!DEPLOYMENT_FIELDS.every(same)) {
    const category = "MachineDeploymentRelatedPropertyWasUpdated";
    signals.push({ category, verb: "had a deployment-related property changed" });
  }
  return signals;
}

/** A policy can be exchanged for another, not taken away. */
function withPolicy(body: JsonObject, before: JsonObject | undefined): JsonObject {
  return { ...body, MachinePolicyId: body.MachinePolicyId || (before?.MachinePolicyId ?? null) };
}

/** A deployment target. API reference, section 6. */
export const machines = defineDocument({
  prefix: "Machines",
  label: "Machine",
  route: "machines",
  permissions: {
    view: "MachineView",
    create: "MachineCreate",
    edit: "MachineEdit",
    delete: "MachineDelete",
  },
  schema: object({
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
    Uri: optionalText(),
    OperatingSystem: readOnly(optionalText()),
    ShellName: readOnly(optionalText()),
    ShellVersion: readOnly(optionalText()),
    HealthStatus: readOnly(choice("Unknown", "Healthy", "Unavailable", "HasWarnings", "Unhealthy")),
    StatusSummary: readOnly(optionalText()),
  }),
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
  signals: machineSignals,
  complete: (body, { before }) => withSlug(withPolicy(body, before)),
  example: (idOf) => ({
    Name: "web-01",
    EnvironmentIds: [idOf("Environments")],
    Roles: ["web"],
    Endpoint: { CommunicationStyle: "None" },
  }),
});
