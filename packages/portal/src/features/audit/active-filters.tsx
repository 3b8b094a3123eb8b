import { Button, Group, Pill } from "@mantine/core";
import { deletedName, useDeletedDocument } from "../../api/deleted-documents.ts";
import { type Lookup, useLookup } from "../../api/lookups.ts";
import {
  isNarrowed,
  type ListFilter,
  spacesChosen,
  VALUE_FILTERS,
  type ValueFilter,
  withEverySpace,
  withList,
  withValue,
} from "../../model/audit/filters.ts";
import { shortDate } from "../../model/format/time.ts";
import { useDocumentName } from "../../ui/use-document-name.ts";
import { useSpaceId } from "../../ui/use-space-id.ts";
import type { FiltersProps } from "./filters-props.ts";

const listLabels: Readonly<Record<ListFilter, string>> = {
  spaces: "Space",
  users: "User",
  projects: "Project",
  projectGroups: "Project group",
  environments: "Environment",
  tenants: "Tenant",
  tags: "Tag",
  apiKeys: "API key",
  eventCategories: "Category",
  eventGroups: "Group",
  eventAgents: "Client",
  documentTypes: "Document type",
  regarding: "Regarding",
  regardingAny: "Regarding any of",
  ids: "Event",
};

const valueLabels: Readonly<Record<ValueFilter, string>> = {
  from: "From",
  to: "Before",
  correlationId: "Operation",
};

const listNames = Object.keys(listLabels) as (keyof typeof listLabels)[];

/** The active filters. Each can be removed, and all can be cleared. */
export function ActiveFilters({ filters, onChange }: FiltersProps) {
  const isChosen = (filter: ListFilter) => filter !== "spaces" || spacesChosen(filters).length > 0;
  if (!isNarrowed(filters) && !isChosen("spaces")) return null;
  const clear = () => onChange(withEverySpace({}, filters.includeSystem === true));
  return (
    <Group gap="xs" role="group" aria-label="Active filters">
      {listNames.filter(isChosen).flatMap((filter) =>
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
  if (filter === "regarding" || filter === "regardingAny") return <RelatedName id={id} />;
  if (filter === "apiKeys") return <KeyName id={id} />;
  return isUnnamed(filter) ? id : <LookedUpName lookup={filter} id={id} />;
}

const unnamed = ["tags", "eventAgents", "ids"] as const;

/** Filters whose values are names themselves, or have none. */
function isUnnamed(filter: ListFilter): filter is (typeof unnamed)[number] {
  return unnamed.some((name) => name === filter);
}

function RelatedName({ id }: { id: string }) {
  return useDocumentName(id, useSpaceId());
}

/** Keys that exist are listed only for their users. */
function KeyName({ id }: { id: string }) {
  const key = useDeletedDocument(id);
  return key === undefined ? id : deletedName(key);
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
