import "@mantine/dates/styles.css";
import { Button, Group, Stack } from "@mantine/core";
import { DatePicker, type DatesRangeValue } from "@mantine/dates";
import { useState } from "react";
import { localDay, startOfLocalDay } from "../../model/format/time.ts";
import { useNow } from "../../ui/clock.tsx";
import type { FiltersProps } from "./filters-props.ts";

const presets = [
  { label: "Today", days: 1 },
  { label: "7 days", days: 7 },
  { label: "30 days", days: 30 },
] as const;

interface RangePickerProps extends Pick<FiltersProps, "filters"> {
  /** Takes the start of the first day and the start of the day after the last, ISO 8601. */
  readonly onPick: (from: string, to: string) => void;
}

/** A calendar and the usual ranges. Mounted again each time it opens, so that it starts with the range in the address. */
export function RangePicker({ filters, onPick }: RangePickerProps) {
  const [range, setRange] = useState<DatesRangeValue<string>>([
    dayOf(filters.from),
    dayOf(filters.to, -1),
  ]);
  const today = localDay(useNow());
  const pick = ([first, last]: DatesRangeValue<string>) => {
    setRange([first, last]);
    if (first && last) onPick(startOfLocalDay(first), startOfLocalDay(last, 1));
  };
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {presets.map(({ label, days }) => (
          <Button
            key={label}
            size="compact-sm"
            variant="default"
            onClick={() => onPick(startOfLocalDay(today, 1 - days), startOfLocalDay(today, 1))}
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
  );
}

// The exclusive end is the start of the day after the last one shown.
function dayOf(instant: string | undefined, shiftMs = 0): string | null {
  const time = Date.parse(instant ?? "");
  return Number.isNaN(time) ? null : localDay(time + shiftMs);
}
