import type { AuditFilters } from "../../model/audit/filters.ts";

/** What every control of the filters works on. */
export interface FiltersProps {
  readonly filters: AuditFilters;
  readonly onChange: (filters: AuditFilters) => void;
}
