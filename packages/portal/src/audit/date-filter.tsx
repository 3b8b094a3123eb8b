import "@mantine/dates/styles.css";
import { Badge, Button, Group, Popover, Stack } from "@mantine/core";
import { DatePicker, type DatesRangeValue } from "@mantine/dates";
import { IconCalendar } from "@tabler/icons-react";
import { useState } from "react";
import { useNow } from "../format/clock.tsx";
import { localDay, startOfLocalDay } from "../format/time.ts";
import type { FiltersProps } from "./audit-toolbar.tsx";
import { withValue } from "./filters.ts";

const presets = [
  { label: "Today", days: 1 },
  { label: "7 days", days: 7 },
  { label: "30 days", days: 30 },
] as const;

/** Picks a range of whole days, both ends included, in the viewer's own zone. */
export function DateFilter({ filters, onChange }: FiltersProps) {
  const [opened, setOpened] = useState(false);
  const [range, setRange] = useState<DatesRangeValue<string>>([null, null]);
  const today = localDay(useNow());
  const apply = (from: string, to: string) => {
    setOpened(false);
    onChange(withValue(withValue(filters, "from", from), "to", to));
  };
  const pick = ([first, last]: DatesRangeValue<string>) => {
    setRange([first, last]);
    if (first && last) apply(startOfLocalDay(first), startOfLocalDay(last, 1));
  };
  const open = () => {
    setRange([dayOf(filters.from), dayOf(filters.to, -1)]);
    setOpened((was) => !was);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconCalendar size={16} />} onClick={open}>
          Date
          {(filters.from || filters.to) && <Badge size="sm" ml={6} circle aria-label="chosen" />}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Group gap="xs">
            {presets.map(({ label, days }) => (
              <Button
                key={label}
                size="compact-sm"
                variant="light"
                onClick={() => apply(startOfLocalDay(today, 1 - days), startOfLocalDay(today, 1))}
              >
                {label}
              </Button>
            ))}
          </Group>
          <DatePicker
            type="range"
            allowSingleDateInRange
            weekendDays={[]}
            maxDate={today}
            value={range}
            onChange={pick}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

// The exclusive end is the start of the day after the last one shown.
function dayOf(instant: string | undefined, shiftMs = 0): string | null {
  const time = Date.parse(instant ?? "");
  return Number.isNaN(time) ? null : localDay(time + shiftMs);
}
