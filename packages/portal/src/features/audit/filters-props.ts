import type { AuditFilters } from "../../model/audit/filters.ts";

/** The properties of every filter control. */
export interface FiltersProps {
  readonly filters: AuditFilters;
  readonly onChange: (filters: AuditFilters) => void;
}
