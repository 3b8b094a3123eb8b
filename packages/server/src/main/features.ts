import { about } from "../features/about/feature.ts";
import { certificates } from "../features/certificates/feature.ts";
import { documents } from "../features/documents/feature.ts";
import { events } from "../features/events/feature.ts";
import type { Feature } from "../features/feature.ts";
import { infrastructure } from "../features/infrastructure/feature.ts";
import { ledger } from "../features/ledger/feature.ts";
import { packages } from "../features/packages/feature.ts";
import { people } from "../features/people/feature.ts";
import { releases } from "../features/releases/feature.ts";
import { runs } from "../features/runs/feature.ts";
import { tasks } from "../features/tasks/feature.ts";
import { triggers } from "../features/triggers/feature.ts";
import { variables } from "../features/variables/feature.ts";
import type { FeatureContext } from "./feature-context.ts";

/** All features of the server; a new one is added only here. */
export const FEATURES: readonly Feature<FeatureContext>[] = [
  about,
  people,
  events,
  ledger,
  certificates,
  infrastructure,
  tasks,
  runs,
  packages,
  releases,
  triggers,
  variables,
  documents,
];
