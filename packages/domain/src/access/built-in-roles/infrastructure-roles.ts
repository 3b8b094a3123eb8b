import type { Permission } from "../permissions.ts";
import { builtInRole } from "../user-role.ts";

const VIEW: readonly Permission[] = [
  "EnvironmentView",
  "MachineView",
  "TaskView",
  "TeamView",
  "AccountView",
  "MachinePolicyView",
  "CertificateView",
  "ProxyView",
  "WorkerView",
];

/** Roles for users who manage environments, machines, certificates and tenants. */
export const INFRASTRUCTURE_ROLES = [
  builtInRole({
    name: "Environment Viewer",
    description: "Views environments and their machines; changes nothing.",
    space: VIEW,
    system: ["TeamView"],
  }),
  builtInRole({
    name: "Environment Manager",
    description: "Manages environments, their machines, accounts, proxies and workers.",
    space: [
      ...VIEW,
      "EnvironmentCreate",
      "EnvironmentEdit",
      "EnvironmentDelete",
      "MachineCreate",
      "MachineEdit",
      "MachineDelete",
      "TaskCreate",
      "TaskCancel",
      "AccountCreate",
      "AccountEdit",
      "AccountDelete",
      "ProxyCreate",
      "ProxyEdit",
      "ProxyDelete",
      "MachinePolicyCreate",
      "MachinePolicyEdit",
      "MachinePolicyDelete",
      "WorkerEdit",
    ],
    system: ["TeamView"],
  }),
  builtInRole({
    name: "Certificate Manager",
    description: "Manages certificates, including their private keys.",
    space: [
      "CertificateView",
      "CertificateCreate",
      "CertificateEdit",
      "CertificateDelete",
      "CertificateExportPrivateKey",
      "EnvironmentView",
      "TenantView",
    ],
  }),
  builtInRole({
    name: "Tenant Manager",
    description: "Manages tenants.",
    space: ["TenantCreate", "TenantEdit", "TenantDelete", "TenantView"],
  }),
] as const;
