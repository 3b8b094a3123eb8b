import type { JsonObject } from "@indelible/trail/pure";
import { type TSchema, Type } from "typebox";
import { NAME_LENGTH_MAX, nullable, object } from "./fields.ts";

/** Characters of a property's value, such as a script. */
export const PROPERTY_LENGTH_MAX = 1_000_000;

/** A field without a default: which fields a value has determines its form. */
function maybe(field: TSchema): TSchema {
  const { type } = field as TSchema & { type: string };
  return Type.Optional({ ...field, type: [type, "null"] } as TSchema);
}

const secretFields = {
  HasValue: Type.Optional(Type.Boolean()),
  NewValue: maybe(Type.String({ maxLength: PROPERTY_LENGTH_MAX })),
  Hint: maybe(Type.String({ maxLength: NAME_LENGTH_MAX })),
};

const secretShape = { keeping: "sealed", shape: "object", when: "shaped" } as const;

/** Some clients send a secret in the field for plain text, with `IsSensitive` set. */
const markedSecret = {
  keeping: "sealed",
  shape: "null",
  when: { field: "IsSensitive", equals: true },
} as const;

/** A property's value: plain text, `{HasValue, NewValue}`, or `{IsSensitive, Value, SensitiveValue}`. */
export const propertyValue = Type.Unsafe<string | null | JsonObject>(
  Type.Union(
    [
      nullable(Type.String({ maxLength: PROPERTY_LENGTH_MAX })),
      object(
        {
          ...secretFields,
          IsSensitive: Type.Optional(Type.Boolean()),
          Value: maybe(Type.String({ maxLength: PROPERTY_LENGTH_MAX, sensitive: markedSecret })),
          SensitiveValue: maybe(
            object({ ...secretFields }, { sensitive: secretShape, needsMember: true }),
          ),
        },
        { needsMember: true },
      ),
    ],
    { sensitive: secretShape },
  ),
);
