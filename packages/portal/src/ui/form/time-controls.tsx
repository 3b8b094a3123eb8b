import { Group, Input, NumberInput, Select, TextInput } from "@mantine/core";
import { useId, useState } from "react";
import { fromLocalInput, toLocalInput } from "../../model/format/time.ts";
import type { TimeControl, TimeSpanControl } from "../../model/forms/control.ts";
import { textIn } from "../../model/forms/form-value.ts";
import {
  formatTimeSpan,
  parseTimeSpan,
  TIME_UNITS,
  type TimeUnit,
} from "../../model/forms/time-span.ts";
import { type ControlProps, useProblem } from "./form-context.ts";

/** Edits a date and time in the viewer's time zone. */
export function TimeField(props: ControlProps<TimeControl>) {
  const { path, label, isRequired, value, onChange } = props;
  return (
    <TextInput
      type="datetime-local"
      step={1}
      label={label}
      description="In your time zone"
      required={isRequired}
      maw={280}
      value={toLocalInput(textIn(value))}
      error={useProblem(path)}
      onChange={(event) => onChange(fromLocalInput(event.currentTarget.value))}
    />
  );
}

const units = Object.keys(TIME_UNITS).filter(isTimeUnit);

/** Edits a length of time as an amount and a unit. */
export function TimeSpanField(props: ControlProps<TimeSpanControl>) {
  const { path, label, isRequired, value, onChange } = props;
  const id = useId();
  const problem = useProblem(path);
  const duration = parseTimeSpan(textIn(value));
  // A unit that was chosen stays while the amount is typed: 60 minutes do not become 1 hour.
  const [unit, setUnit] = useState<TimeUnit>(duration?.unit ?? "minutes");
  const amount =
    duration === undefined ? "" : (duration.amount * TIME_UNITS[duration.unit]) / TIME_UNITS[unit];
  const set = (number: number | string, inUnit: TimeUnit) =>
    onChange(typeof number === "number" ? formatTimeSpan({ amount: number, unit: inUnit }) : "");
  return (
    <Input.Wrapper id={id} label={label} required={isRequired} error={problem}>
      <Group gap="xs" wrap="nowrap" maw={320}>
        <NumberInput
          id={id}
          flex={1}
          min={0}
          value={amount}
          error={problem !== undefined}
          onChange={(number) => set(number, unit)}
        />
        <Select
          aria-label={`Unit of ${label}`}
          w={120}
          data={units}
          value={unit}
          allowDeselect={false}
          onChange={(chosen) => {
            if (chosen === null || !isTimeUnit(chosen)) return;
            setUnit(chosen);
            set(amount, chosen);
          }}
        />
      </Group>
    </Input.Wrapper>
  );
}

function isTimeUnit(text: string): text is TimeUnit {
  return text in TIME_UNITS;
}
