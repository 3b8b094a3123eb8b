import { Badge, Button, Popover, Skeleton } from "@mantine/core";
import { CalendarIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { withValue } from "../../model/audit/filters.ts";
import type { FiltersProps } from "./filters-props.ts";

// The calendar is much code and rarely the first thing wanted.
const RangePicker = lazy(async () => ({
  default: (await import("./range-picker.tsx")).RangePicker,
}));

/** Picks a range of whole days, both ends included, in the viewer's own zone. */
export function DateFilter({ filters, onChange }: FiltersProps) {
  const [opened, setOpened] = useState(false);
  const apply = (from: string, to: string) => {
    setOpened(false);
    onChange(withValue(withValue(filters, "from", from), "to", to));
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<CalendarIcon size={16} />}
          onClick={() => setOpened((was) => !was)}
        >
          Date
          {(filters.from || filters.to) && <Badge size="sm" ml={6} circle aria-label="chosen" />}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense fallback={<Skeleton w={260} h={320} aria-label="Loading the calendar" />}>
          <RangePicker filters={filters} onPick={apply} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
