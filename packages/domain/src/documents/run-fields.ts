import {
  flag,
  idOf,
  idsOf,
  list,
  map,
  name,
  optionalIdOf,
  optionalText,
  readOnly,
  secret,
  text,
  time,
} from "./fields.ts";

/** Fields that deployments and runbook runs share. */
export const runFields = {
  Name: readOnly(name()),
  EnvironmentId: idOf("Environments", { follows: true, onDelete: "cascade" }),
  TenantId: optionalIdOf("Tenants", { follows: true, onDelete: "cascade" }),
  ProjectId: readOnly(idOf("Projects", { follows: true, onDelete: "cascade" })),
  TaskId: readOnly(optionalText()),
  Created: readOnly(text()),
  Comments: optionalText(),
  QueueTime: time(),
  QueueTimeExpiry: time(),
  UseGuidedFailure: flag(),
  ForcePackageDownload: flag(),
  SkipActions: list(name()),
  SpecificMachineIds: idsOf("Machines", { onDelete: "keep" }),
  ExcludedMachineIds: idsOf("Machines", { onDelete: "keep" }),
  /** Values of prompted variables by the variable's id. */
  FormValues: map(optionalText()),
  /** Secret values of prompted variables by the variable's id. */
  SensitiveFormValues: map(secret("sealed", "null")),
};
