import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import {
  choice,
  flag,
  idsOf,
  integer,
  list,
  name,
  nullable,
  object,
  optionalText,
  slug,
  text,
} from "./fields.ts";
import { withSlug } from "./slug.ts";

const retentionPeriod = nullable(
  object({
    Unit: choice("Days", "Items"),
    QuantityToKeep: integer(),
    ShouldKeepForever: flag(true),
  }),
);

/**
 * Events of a lifecycle do not relate to the environments of its phases: a change of order affects
 * them all.
 */
const phaseTargets = idsOf("Environments", { relates: false });

const schema = object({
  Name: name(),
  Slug: slug(),
  Description: text(),
  Phases: list(
    object({
      Id: optionalText(),
      Name: name(),
      AutomaticDeploymentTargets: phaseTargets,
      OptionalDeploymentTargets: phaseTargets,
      MinimumEnvironmentsBeforePromotion: integer(),
      IsOptionalPhase: flag(),
      ReleaseRetentionPolicy: retentionPeriod,
      TentacleRetentionPolicy: retentionPeriod,
    }),
  ),
  ReleaseRetentionPolicy: retentionPeriod,
  TentacleRetentionPolicy: retentionPeriod,
});

/** The body of a lifecycle. */
export type Lifecycle = BodyOf<typeof schema>;

/** The order of environments in which a release is deployed. API reference, section 6. */
export const lifecycles = defineDocument<Lifecycle>({
  prefix: "Lifecycles",
  label: "Lifecycle",
  route: "lifecycles",
  permissions: {
    view: "LifecycleView",
    create: "LifecycleCreate",
    edit: "LifecycleEdit",
    delete: "LifecycleDelete",
  },
  schema,
  identified: ["/Phases/*"],
  unique: [
    { fields: ["Name"], within: "space" },
    { fields: ["Slug"], within: "space" },
  ],
  complete: withSlug,
  example: (idOf) => ({
    Name: "Careful",
    Phases: [{ Name: "First", OptionalDeploymentTargets: [idOf("Environments")] }],
  }),
});
