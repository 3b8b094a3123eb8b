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

/** What every run of a process says of itself, be it of a project or of a runbook. */
export const runFields = {
  Name: readOnly(name()),
  EnvironmentId: idOf("Environments", { onDelete: "cascade" }),
  TenantId: optionalIdOf("Tenants", { onDelete: "cascade" }),
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
  /** Answers to prompted variables, by the variable's id. */
  FormValues: map(optionalText()),
  /** Those of them that are secrets. */
  SensitiveFormValues: map(secret("sealed", "null")),
};
