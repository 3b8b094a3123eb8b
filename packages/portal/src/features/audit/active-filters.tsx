import { Button, Group, Pill } from "@mantine/core";
import { type Lookup, useLookup } from "../../api/lookups.ts";
import {
  isNarrowed,
  type ListFilter,
  VALUE_FILTERS,
  type ValueFilter,
  withEverySpace,
  withList,
  withValue,
} from "../../model/audit/filters.ts";
import { shortDate } from "../../model/format/time.ts";
import { useSpaceId } from "../../ui/use-space-id.ts";
import type { FiltersProps } from "./filters-props.ts";

const listLabels: Readonly<Record<Exclude<ListFilter, "spaces">, string>> = {
  users: "User",
  projects: "Project",
  projectGroups: "Project group",
  environments: "Environment",
  eventCategories: "Category",
  eventGroups: "Group",
  documentTypes: "Document type",
  regarding: "Regarding",
  regardingAny: "Regarding any of",
};

const valueLabels: Readonly<Record<ValueFilter, string>> = {
  from: "From",
  to: "Before",
  correlationId: "Operation",
};

const listNames = Object.keys(listLabels) as (keyof typeof listLabels)[];

/** The active filters. Each can be removed, and all can be cleared. */
export function ActiveFilters({ filters, onChange }: FiltersProps) {
  if (!isNarrowed(filters)) return null;
  const clear = () => onChange(withEverySpace({}, filters.includeSystem === true));
  return (
    <Group gap="xs" role="group" aria-label="Active filters">
      {listNames.flatMap((filter) =>
        (filters[filter] ?? []).map((id) => (
          <FilterPill
            key={`${filter}:${id}`}
            label={listLabels[filter]}
            onRemove={() =>
              onChange(withList(filters, filter, filters[filter]?.filter((v) => v !== id) ?? []))
            }
          >
            <ChoiceName filter={filter} id={id} />
          </FilterPill>
        )),
      )}
      {VALUE_FILTERS.map((filter) => {
        const value = filters[filter];
        return value === undefined ? null : (
          <FilterPill
            key={filter}
            label={valueLabels[filter]}
            onRemove={() => onChange(withValue(filters, filter, undefined))}
          >
            {valueText(filter, value)}
          </FilterPill>
        );
      })}
      <Button variant="subtle" size="compact-sm" onClick={clear}>
        Clear all
      </Button>
    </Group>
  );
}

interface FilterPillProps {
  readonly label: string;
  readonly onRemove: () => void;
  readonly children: React.ReactNode;
}

function FilterPill({ label, onRemove, children }: FilterPillProps) {
  return (
    <Pill
      size="md"
      withRemoveButton
      onRemove={onRemove}
      removeButtonProps={{
        "aria-label": `Remove filter ${label}`,
        "aria-hidden": false,
        tabIndex: 0,
      }}
    >
      <span className="quiet">{label}</span> {children}
    </Pill>
  );
}

function ChoiceName({ filter, id }: { filter: keyof typeof listLabels; id: string }) {
  return filter === "regarding" || filter === "regardingAny" ? (
    id
  ) : (
    <LookedUpName lookup={filter} id={id} />
  );
}

function LookedUpName({ lookup, id }: { lookup: Lookup; id: string }) {
  const choices = useLookup(lookup, useSpaceId());
  const match = choices?.find((choice) => choice.id.toLowerCase() === id.toLowerCase());
  return match?.name ?? id;
}

function valueText(filter: ValueFilter, value: string): string {
  const instant = Date.parse(value);
  return filter === "correlationId" || Number.isNaN(instant) ? value : shortDate(instant);
}
