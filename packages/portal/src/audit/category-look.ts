import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCirclePlus,
  IconDownload,
  IconHandStop,
  IconHourglass,
  IconLogin2,
  IconPencil,
  IconPlayerPlay,
  IconPoint,
  IconServer,
  IconTrash,
  IconX,
  type TablerIcon,
} from "@tabler/icons-react";

/** What a category's colour says: something came or went well, changed, was lost, wants attention, or none of it. */
export type CategoryTone = "good" | "change" | "bad" | "attention" | "neutral";

/** How a category appears. */
export interface CategoryLook {
  readonly icon: TablerIcon;
  readonly tone: CategoryTone;
}

const looks: readonly (readonly [pattern: RegExp, look: CategoryLook])[] = [
  [/^(Created|MachineAdded)$/, { icon: IconCirclePlus, tone: "good" }],
  [/^Modified$/, { icon: IconPencil, tone: "change" }],
  [/Deleted$/, { icon: IconTrash, tone: "bad" }],
  [/^Login(Succeeded)$/, { icon: IconLogin2, tone: "neutral" }],
  [/Failed$|Blocked$/, { icon: IconX, tone: "bad" }],
  [/Succeeded$/, { icon: IconCircleCheck, tone: "good" }],
  [/Queued$/, { icon: IconHourglass, tone: "neutral" }],
  [/Started$|Resumed$/, { icon: IconPlayerPlay, tone: "change" }],
  [/InterruptionRaised$/, { icon: IconHandStop, tone: "attention" }],
  [/Exported$/, { icon: IconDownload, tone: "attention" }],
  [/Expir|Warning|Unhealthy|Unavailable/, { icon: IconAlertTriangle, tone: "attention" }],
  [/^Machine/, { icon: IconServer, tone: "neutral" }],
];

/** The look of a category id; one the portal does not know is neutral. */
export function categoryLook(category: string): CategoryLook {
  const known = looks.find(([pattern]) => pattern.test(category));
  return known ? known[1] : { icon: IconPoint, tone: "neutral" };
}

/** A category id as words: `DeploymentQueued` becomes "Deployment queued". */
export function categoryName(category: string): string {
  const words = category.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+/g) ?? [category];
  return words.map((word, index) => (index === 0 ? word : word.toLowerCase())).join(" ");
}
