import { kindOfId } from "../../model/documents/document-kinds.ts";
import { propertyName } from "../../model/format/property-name.ts";
import { exactTime } from "../../model/format/time.ts";
import { NamedDocumentLink } from "../../ui/document-link.tsx";
import classes from "./differences.module.css";
import { hasSecretValue, isIndicator } from "./secret.ts";
import { SecretValue } from "./secret-changed.tsx";
import { entriesOf, looksLikeId, looksLikeInstant } from "./tree-entries.ts";

/** A JSON value as readable properties: names as words, ids as links, secrets as locks. */
export function PropertyTree({ value }: { value: unknown }) {
  const isSecretSet = hasSecretValue(value);
  if (isSecretSet !== undefined) return isSecretSet ? "Secret value" : <Nothing text="not set" />;
  const entries = entriesOf(value);
  if (entries === null) return <Scalar value={value} />;
  if (entries.length === 0) return <Nothing text={emptyText(value)} />;
  return Array.isArray(value) ? (
    <ul className={classes.items}>
      {entries.map(({ key, value: item }) => (
        <li key={key}>
          <PropertyTree value={item} />
        </li>
      ))}
    </ul>
  ) : (
    <dl className={classes.properties}>
      {entries.map(({ key, value: property }) => (
        <div key={key} data-nested={entriesOf(property)?.length ? true : undefined}>
          <dt>{propertyName(key)}</dt>
          <dd>{key === "Id" ? String(property) : <PropertyTree value={property} />}</dd>
        </div>
      ))}
    </dl>
  );
}

function Scalar({ value }: { value: unknown }) {
  if (value === null || value === undefined) return <Nothing text="none" />;
  if (value === "") return <Nothing text="empty" />;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (isIndicator(value)) return <SecretValue indicator={value} />;
  if (typeof value !== "string") return <span className="tabular">{String(value)}</span>;
  if (value.includes("\n")) return <pre className={classes.text}>{value}</pre>;
  if (looksLikeInstant(value)) return <time dateTime={value}>{exactTime(Date.parse(value))}</time>;
  return looksLikeId(value) && kindOfId(value) ? <NamedDocumentLink id={value} /> : value;
}

function Nothing({ text }: { text: string }) {
  return <span className="quiet">{text}</span>;
}

function emptyText(value: unknown): string {
  return Array.isArray(value) ? "none" : "no properties";
}
