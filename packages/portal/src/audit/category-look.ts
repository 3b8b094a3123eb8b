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

/** How a category appears: its icon, and a colour of the theme that says good, bad or neutral. */
export interface CategoryLook {
  readonly icon: TablerIcon;
  readonly color: "teal" | "ink" | "red" | "orange" | "gray";
}

const looks: readonly (readonly [pattern: RegExp, look: CategoryLook])[] = [
  [/^(Created|MachineAdded)$/, { icon: IconCirclePlus, color: "teal" }],
  [/^Modified$/, { icon: IconPencil, color: "ink" }],
  [/Deleted$/, { icon: IconTrash, color: "red" }],
  [/^Login(Succeeded)$/, { icon: IconLogin2, color: "gray" }],
  [/Failed$|Blocked$/, { icon: IconX, color: "red" }],
  [/Succeeded$/, { icon: IconCircleCheck, color: "teal" }],
  [/Queued$/, { icon: IconHourglass, color: "gray" }],
  [/Started$|Resumed$/, { icon: IconPlayerPlay, color: "ink" }],
  [/InterruptionRaised$/, { icon: IconHandStop, color: "orange" }],
  [/Exported$/, { icon: IconDownload, color: "orange" }],
  [/Expir|Warning|Unhealthy|Unavailable/, { icon: IconAlertTriangle, color: "orange" }],
  [/^Machine/, { icon: IconServer, color: "gray" }],
];

/** The look of a category id; one the portal does not know is neutral. */
export function categoryLook(category: string): CategoryLook {
  const known = looks.find(([pattern]) => pattern.test(category));
  return known ? known[1] : { icon: IconPoint, color: "gray" };
}

/** A category id as words: `DeploymentQueued` becomes "Deployment queued". */
export function categoryName(category: string): string {
  const words = category.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+/g) ?? [category];
  return words.map((word, index) => (index === 0 ? word : word.toLowerCase())).join(" ");
}
