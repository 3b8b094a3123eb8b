import { ActionIcon, Button, Fieldset, Group, Stack, Text, TextInput } from "@mantine/core";
import { ArrowDownIcon, ArrowUpIcon, PlusIcon, TrashIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { Control, ListControl, MapControl } from "../../model/forms/control.ts";
import { type FormRow, rowsIn } from "../../model/forms/form-value.ts";
import { itemPath } from "../../model/forms/problems.ts";
import { newRow } from "../../model/forms/read-value.ts";
import { moved, rowTitle } from "../../model/forms/rows.ts";
import classes from "./form.module.css";
import { type ControlProps, useProblem } from "./form-context.ts";
import type { AnyField } from "./group-controls.tsx";
import { ItemFields } from "./item-fields.tsx";

interface WithField {
  readonly Field: AnyField;
}

/** Edits a list, item by item: items are added, removed and moved. */
export function ListField(props: ControlProps<ListControl> & WithField) {
  const { control, path, label, value, onChange, Field } = props;
  return (
    <Rows
      path={path}
      label={label}
      item={control.item}
      rows={rowsIn(value)}
      onChange={onChange}
      isOrdered
    >
      {(row, index, set) => (
        <ItemFields
          control={control.item}
          path={itemPath(path, index)}
          label={rowTitle(row, index)}
          value={row.Value}
          onChange={(Value) => set({ ...row, Value })}
          Field={Field}
        />
      )}
    </Rows>
  );
}

/** Edits values by names that the user chooses. */
export function MapField(props: ControlProps<MapControl> & WithField) {
  const { control, path, label, value, onChange, Field } = props;
  return (
    <Rows path={path} label={label} item={control.value} rows={rowsIn(value)} onChange={onChange}>
      {(row, index, set) => (
        <Stack gap="sm">
          <EntryName
            path={itemPath(path, index)}
            name={row.Name}
            onChange={(Name) => set({ ...row, Name })}
          />
          <ItemFields
            control={control.value}
            path={itemPath(path, index)}
            label="Value"
            value={row.Value}
            onChange={(Value) => set({ ...row, Value })}
            Field={Field}
          />
        </Stack>
      )}
    </Rows>
  );
}

interface EntryNameProps {
  readonly path: string;
  readonly name: string;
  readonly onChange: (name: string) => void;
}

function EntryName({ path, name, onChange }: EntryNameProps) {
  return (
    <TextInput
      label="Name"
      required
      autoComplete="off"
      value={name}
      error={useProblem(path)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface RowsProps {
  readonly path: string;
  readonly label: string;
  readonly item: Control;
  readonly rows: readonly FormRow[];
  readonly isOrdered?: boolean;
  readonly onChange: (rows: readonly FormRow[]) => void;
  readonly children: (row: FormRow, index: number, set: (row: FormRow) => void) => ReactNode;
}

function Rows({ path, label, item, rows, isOrdered = false, onChange, children }: RowsProps) {
  const problem = useProblem(path);
  return (
    <Fieldset legend={<span className={classes.legend}>{label}</span>} className={classes.set}>
      <Stack gap="md" align="stretch">
        {rows.length === 0 && (
          <Text size="sm" className="quiet">
            None
          </Text>
        )}
        {rows.map((row, index) => (
          <Fieldset
            key={row.Key}
            className={classes.set}
            aria-label={`${label}: ${rowTitle(row, index)}`}
          >
            <RowHead
              title={rowTitle(row, index)}
              canMoveUp={isOrdered && index > 0}
              canMoveDown={isOrdered && index < rows.length - 1}
              onMove={(by) => onChange(moved(rows, index, by))}
              onRemove={() => onChange(rows.filter((other) => other !== row))}
            />
            {children(row, index, (changed) => onChange(rows.with(index, changed)))}
          </Fieldset>
        ))}
        {problem && <span className={classes.problem}>{problem}</span>}
        <Button
          variant="default"
          size="xs"
          leftSection={<PlusIcon size={14} aria-hidden="true" />}
          style={{ alignSelf: "flex-start" }}
          onClick={() => onChange([...rows, newRow(item, rows)])}
        >
          {`Add to ${label.toLowerCase()}`}
        </Button>
      </Stack>
    </Fieldset>
  );
}

interface RowHeadProps {
  readonly title: string;
  readonly canMoveUp: boolean;
  readonly canMoveDown: boolean;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
}

function RowHead({ title, canMoveUp, canMoveDown, onMove, onRemove }: RowHeadProps) {
  const action = { variant: "subtle", color: "gray", size: "md" } as const;
  return (
    <Group justify="space-between" wrap="nowrap" mb="xs">
      <Text fw={600} size="sm" truncate>
        {title}
      </Text>
      <Group gap={4} wrap="nowrap">
        {canMoveUp && (
          <ActionIcon {...action} aria-label={`Move ${title} up`} onClick={() => onMove(-1)}>
            <ArrowUpIcon size={16} aria-hidden="true" />
          </ActionIcon>
        )}
        {canMoveDown && (
          <ActionIcon {...action} aria-label={`Move ${title} down`} onClick={() => onMove(1)}>
            <ArrowDownIcon size={16} aria-hidden="true" />
          </ActionIcon>
        )}
        <ActionIcon {...action} aria-label={`Remove ${title}`} onClick={onRemove}>
          <TrashIcon size={16} aria-hidden="true" />
        </ActionIcon>
      </Group>
    </Group>
  );
}
