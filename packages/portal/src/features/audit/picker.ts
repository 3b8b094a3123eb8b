import type { Lookup } from "../../api/lookups.ts";

/** A filter by ids, with the lookup of their names. */
export interface Picker {
  readonly filter: Lookup;
  readonly label: string;
  /** An id of this kind, shown as an example when the names are hidden. */
  readonly example: string;
}

/** The filters of the toolbar, in their order. */
export const PICKERS: readonly Picker[] = [
  { filter: "users", label: "User", example: "Users-1" },
  { filter: "projects", label: "Project", example: "Projects-1" },
  { filter: "projectGroups", label: "Project group", example: "ProjectGroups-1" },
  { filter: "environments", label: "Environment", example: "Environments-1" },
  { filter: "tenants", label: "Tenant", example: "Tenants-1" },
  { filter: "eventCategories", label: "Category", example: "Modified" },
  { filter: "eventGroups", label: "Group", example: "Document" },
  { filter: "documentTypes", label: "Document type", example: "Projects" },
  { filter: "spaces", label: "Space", example: "Spaces-1" },
];
