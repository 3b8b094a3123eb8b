import { kindOfId } from "../../model/documents/document-kinds.ts";
import { propertyName } from "../../model/format/property-name.ts";
import { exactTime } from "../../model/format/time.ts";
import { NamedDocumentLink } from "../../ui/document-link.tsx";
import classes from "./differences.module.css";
import { isIndicator } from "./secret.ts";
import { SecretValue } from "./secret-changed.tsx";
import { entriesOf, looksLikeId, looksLikeInstant } from "./tree-entries.ts";

/** A JSON value as readable properties: names as words, ids as links, secrets as locks. */
export function PropertyTree({ value }: { value: unknown }) {
  const entries = entriesOf(value);
  if (entries === null) return <Scalar value={value} />;
  if (entries.length === 0) return <span className="quiet">{emptyText(value)}</span>;
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
  if (value === null || value === undefined) return <span className="quiet">none</span>;
  if (value === "") return <span className="quiet">empty</span>;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (isIndicator(value)) return <SecretValue indicator={value} />;
  if (typeof value !== "string") return <span className="tabular">{String(value)}</span>;
  if (value.includes("\n")) return <pre className={classes.text}>{value}</pre>;
  if (looksLikeInstant(value)) return <time dateTime={value}>{exactTime(Date.parse(value))}</time>;
  return looksLikeId(value) && kindOfId(value) ? <NamedDocumentLink id={value} /> : value;
}

function emptyText(value: unknown): string {
  return Array.isArray(value) ? "none" : "no properties";
}
