import type { DocumentRoutesOptions } from "../documents/document-requests.ts";
import type { RootOptions } from "../features/about/root-routes.ts";
import type { CertificateRoutesOptions } from "../features/certificates/certificate-routes.ts";
import type { EventRoutesOptions } from "../features/events/event-routes.ts";
import type { LedgerRoutesOptions } from "../features/ledger/ledger-routes.ts";
import type { PackageRoutesOptions } from "../features/packages/package-routes.ts";
import type { ApiKeyRoutesOptions } from "../features/people/api-key-routes.ts";
import type { SignInRoutesOptions } from "../features/people/sign-in-routes.ts";
import type { ReleaseRoutesOptions } from "../features/releases/release-routes.ts";
import type { RunCommandOptions } from "../features/runs/run-commands.ts";
import type { InterruptionRoutesOptions } from "../features/tasks/interruption-routes.ts";
import type { TaskRoutesOptions } from "../features/tasks/task-routes.ts";
import type { TriggerTools } from "../features/triggers/run-triggers.ts";

/** The dependencies of all features, created once by `createServer`. */
export type FeatureContext = RootOptions &
  CertificateRoutesOptions &
  DocumentRoutesOptions &
  EventRoutesOptions &
  LedgerRoutesOptions &
  PackageRoutesOptions &
  SignInRoutesOptions &
  ApiKeyRoutesOptions &
  ReleaseRoutesOptions &
  RunCommandOptions &
  InterruptionRoutesOptions &
  TaskRoutesOptions &
  TriggerTools;
