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

/** The roles of people who look after what is deployed to, and for whom. */
export const INFRASTRUCTURE_ROLES = [
  builtInRole({
    name: "Environment Viewer",
    description: "Sees environments and their machines; changes nothing.",
    space: VIEW,
    system: ["TeamView"],
  }),
  builtInRole({
    name: "Environment Manager",
    description: "Looks after environments, their machines, accounts, proxies and workers.",
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
    description: "Looks after certificates, their private keys included.",
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
    description: "Looks after tenants.",
    space: ["TenantCreate", "TenantEdit", "TenantDelete", "TenantView"],
  }),
] as const;
