import {
  CircleCheckIcon,
  CirclePlusIcon,
  CircleStopIcon,
  DotIcon,
  DownloadIcon,
  HandIcon,
  HourglassIcon,
  LogInIcon,
  type LucideIcon,
  PencilIcon,
  PlayIcon,
  ServerIcon,
  TrashIcon,
  TriangleExclamationPointIcon,
  XIcon,
} from "lucide-react";

/** The colour of a category: created or successful, changed, deleted or failed, needs attention, or neutral. */
export type CategoryTone = "good" | "change" | "bad" | "attention" | "neutral";

/** How a category appears. */
export interface CategoryLook {
  readonly icon: LucideIcon;
  readonly tone: CategoryTone;
}

const looks: readonly (readonly [pattern: RegExp, look: CategoryLook])[] = [
  [/^(Created|MachineAdded)$/, { icon: CirclePlusIcon, tone: "good" }],
  [/^Modified$/, { icon: PencilIcon, tone: "change" }],
  [/Deleted$/, { icon: TrashIcon, tone: "bad" }],
  [/^Login(Succeeded)$/, { icon: LogInIcon, tone: "neutral" }],
  [/^ServerStopped$/, { icon: CircleStopIcon, tone: "change" }],
  [/^ExportComplete$/, { icon: DownloadIcon, tone: "attention" }],
  [/(Ended|Regained|Verified)$/, { icon: CircleCheckIcon, tone: "good" }],
  [/Failed$|Blocked$/, { icon: XIcon, tone: "bad" }],
  [/Succeeded$/, { icon: CircleCheckIcon, tone: "good" }],
  [/Queued$/, { icon: HourglassIcon, tone: "neutral" }],
  [/Started$|Resumed$/, { icon: PlayIcon, tone: "change" }],
  [/InterruptionRaised$/, { icon: HandIcon, tone: "attention" }],
  [/Exported$/, { icon: DownloadIcon, tone: "attention" }],
  [
    /Expir|Warning|Unhealthy|Unavailable|Unexpectedly|Alarm|Lost$|TakenOver|Shown$/,
    { icon: TriangleExclamationPointIcon, tone: "attention" },
  ],
  [/^Machine/, { icon: ServerIcon, tone: "neutral" }],
];

/** The look of a category id; one the portal does not know is neutral. */
export function categoryLook(category: string): CategoryLook {
  const known = looks.find(([pattern]) => pattern.test(category));
  return known ? known[1] : { icon: DotIcon, tone: "neutral" };
}

/** A category id as words: `DeploymentQueued` becomes "Deployment queued". */
export function categoryName(category: string): string {
  const words = category.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+/g) ?? [category];
  return words.map((word, index) => (index === 0 ? word : word.toLowerCase())).join(" ");
}
