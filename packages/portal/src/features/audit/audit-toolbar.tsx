import { Button, Collapse, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { FunnelIcon } from "lucide-react";
import { spacesChosen, withList, withSpaces } from "../../model/audit/filters.ts";
import { useNarrow } from "../../ui/use-narrow.ts";
import { DateFilter } from "./date-filter.tsx";
import { FilterPicker } from "./filter-picker.tsx";
import type { FiltersProps } from "./filters-props.ts";
import { PICKERS } from "./picker.ts";

/** The filter controls; on a narrow page they fold behind a button. */
export function AuditToolbar(props: FiltersProps) {
  const narrow = useNarrow();
  const [opened, { toggle }] = useDisclosure();
  if (!narrow) return <Controls {...props} />;
  return (
    <div>
      <Button
        variant="default"
        leftSection={<FunnelIcon size={16} />}
        onClick={toggle}
        aria-expanded={opened}
      >
        Filters
      </Button>
      <Collapse expanded={opened} pt="xs">
        <Controls {...props} />
      </Collapse>
    </div>
  );
}

function Controls({ filters, onChange }: FiltersProps) {
  return (
    <Group gap="xs" role="group" aria-label="Filters">
      {PICKERS.map((picker) => (
        <FilterPicker
          key={picker.filter}
          picker={picker}
          values={
            picker.filter === "spaces" ? spacesChosen(filters) : (filters[picker.filter] ?? [])
          }
          onChange={(values) =>
            onChange(
              picker.filter === "spaces"
                ? withSpaces(filters, values)
                : withList(filters, picker.filter, values),
            )
          }
        />
      ))}
      <DateFilter filters={filters} onChange={onChange} />
    </Group>
  );
}
