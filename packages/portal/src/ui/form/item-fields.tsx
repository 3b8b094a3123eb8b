import { membersIn } from "../../model/forms/form-value.ts";
import type { ControlProps } from "./form-context.ts";
import { type AnyField, FieldList } from "./group-controls.tsx";

/** The content of a row: the fields of a group without a separate frame, or one control. */
export function ItemFields(props: Omit<ControlProps, "isRequired"> & { readonly Field: AnyField }) {
  const { control, path, value, onChange, Field, label } = props;
  if (control.kind !== "group")
    return (
      <Field
        control={control}
        path={path}
        label={label}
        isRequired={false}
        value={value}
        onChange={onChange}
      />
    );
  return (
    <FieldList
      fields={control.fields}
      path={path}
      values={membersIn(value)}
      onChange={onChange}
      Field={Field}
    />
  );
}
