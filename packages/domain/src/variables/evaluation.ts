import { Budget } from "./budget.ts";
import { applyFilter } from "./filters/index.ts";
import { MAX_DEPTH } from "./limits.ts";
import { SubstitutionError } from "./substitution-error.ts";
import { parseTemplate } from "./template/parse-template.ts";
import type {
  Condition,
  Conditional,
  Expression,
  Name,
  Operand,
  Repetition,
  Template,
  Token,
} from "./template/token.ts";
import { isTruthy } from "./truth.ts";
import type { VariableTable } from "./variable-table.ts";

/**
 * A name that is defined within a repetition; for a key of a collection `path` is the name of its
 * variable.
 */
interface Local {
  readonly name: string;
  readonly text: string;
  readonly path?: string;
}

/** The current position of evaluation: locals and enclosing values. */
interface Place {
  readonly depth: number;
  readonly locals: readonly Local[];
  /** The variables whose values enclose it, the outermost first. */
  readonly within: readonly string[];
  /** The innermost of these that is sensitive. */
  readonly secret: string | undefined;
}

const OUTSIDE: Place = { depth: 0, locals: [], within: [], secret: undefined };

/** The work of a tag or an item, in units of MAX_WORK. */
const STEP = 100;

/** One substitution: its remaining budget, and what it has found so far. */
export class Evaluation {
  readonly missing = new Set<string>();
  usesSensitive = false;
  readonly #table: VariableTable;
  readonly #now: Date;
  readonly #budget = new Budget();
  readonly #templates = new Map<string, Template>();

  constructor(table: VariableTable, now: Date) {
    this.#table = table;
    this.#now = now;
  }

  /** The text of a template with its tags replaced. SubstitutionError beyond a limit. */
  render(text: string): string {
    return this.#rendered(parseTemplate(text), OUTSIDE);
  }

  #rendered(template: Template, place: Place): string {
    if (place.depth > MAX_DEPTH) {
      throw new SubstitutionError(
        "depth",
        `Values of variables and blocks are nested deeper than ${MAX_DEPTH} levels.`,
      );
    }
    let text = "";
    for (const token of template) text += this.#renderedToken(token, place);
    return text;
  }

  #renderedToken(token: Token, place: Place): string {
    if (token.kind === "text") return this.#written(token.text);
    this.#budget.work(STEP);
    if (token.kind === "conditional") return this.#chosen(token, place);
    if (token.kind === "repetition") return this.#repeated(token, place);
    const value = this.#value(token.expression, place);
    if (value === undefined) this.#report(token.source, place);
    return this.#written(value ?? token.source);
  }

  #written(text: string): string {
    this.#budget.write(text.length);
    return text;
  }

  #report(source: string, { secret }: Place): void {
    this.missing.add(secret === undefined ? source : `#{${secret}}`);
  }

  #chosen({ source, condition, whenTrue, whenFalse }: Conditional, place: Place): string {
    const template = this.#holds(condition, source, place) ? whenTrue : whenFalse;
    return this.#rendered(template, { ...place, depth: place.depth + 1 });
  }

  #holds({ left, comparison }: Condition, source: string, place: Place): boolean {
    const value = this.#operand(left, source, place);
    if (comparison === undefined) return isTruthy(value);
    const other = this.#operand(comparison.right, source, place);
    return comparison.isEqual === ((value ?? "") === (other ?? ""));
  }

  // A condition may test for an unknown variable, but not for a filter that fails.
  #operand(operand: Operand, source: string, place: Place): string | undefined {
    if (typeof operand === "string") return operand;
    const value = this.#value(operand, place);
    if (value === undefined && operand.filters.length > 0) this.#report(source, place);
    return value;
  }

  #repeated({ item, collection, body }: Repetition, place: Place): string {
    const items = this.#items(collection, place);
    let text = "";
    for (const [index, found] of items.entries()) {
      this.#budget.work(STEP);
      const locals = [
        ...place.locals,
        { ...found, name: item },
        { name: "Octopus.Template.Each.Index", text: String(index) },
        { name: "Octopus.Template.Each.First", text: asWord(index === 0) },
        { name: "Octopus.Template.Each.Last", text: asWord(index === items.length - 1) },
      ];
      text += this.#rendered(body, { ...place, locals, depth: place.depth + 1 });
    }
    return text;
  }

  #items(collection: Name, place: Place): Omit<Local, "name">[] {
    const name = this.#nameOf(collection, place);
    if (name === undefined) return [];
    const path = pathOf(name, place);
    const keys = path === undefined ? [] : this.#table.keysOf(path);
    if (keys.length > 0) return keys.map((key) => ({ text: key, path: `${path}[${key}]` }));
    const list = this.#lookUp(name, place) ?? "";
    return list === "" ? [] : list.split(",").map((text) => ({ text }));
  }

  #value({ name, filters }: Expression, place: Place): string | undefined {
    let value = name && this.#valueOf(name, place);
    if (name !== undefined && value === undefined) return undefined;
    for (const filter of filters) {
      const options = this.#texts(filter.options, place);
      if (options === undefined) return undefined;
      value = applyFilter(filter.name, value, options, { now: this.#now, budget: this.#budget });
      if (value === undefined) return undefined;
      this.#budget.write(value.length);
    }
    return value;
  }

  #valueOf(name: Name, place: Place): string | undefined {
    const text = this.#nameOf(name, place);
    return text === undefined ? undefined : this.#lookUp(text, place);
  }

  #nameOf(name: Name, place: Place): string | undefined {
    return this.#texts(name, place)?.join("");
  }

  /** Replaces the tags of the parts; undefined if one cannot be replaced. */
  #texts(parts: readonly (string | Expression)[], place: Place): string[] | undefined {
    const texts: string[] = [];
    for (const part of parts) {
      const text = typeof part === "string" ? part : this.#value(part, place);
      if (text === undefined) return undefined;
      texts.push(text);
    }
    return texts;
  }

  #lookUp(name: string, place: Place): string | undefined {
    const path = pathOf(name, place);
    const value = path === undefined ? undefined : this.#variable(path, place);
    const local = localOf(name, place);
    if (value !== undefined || local === undefined) return value;
    this.#budget.work(local.text.length);
    const rest = name.slice(local.name.length).toLowerCase();
    return rest === "" || (rest === ".key" && path !== undefined) ? local.text : undefined;
  }

  #variable(path: string, place: Place): string | undefined {
    const variable = this.#table.get(path);
    if (variable === undefined) return undefined;
    const { name, value, isSensitive } = variable;
    if (place.within.includes(name)) throw needsItself(name, place);
    if (isSensitive) this.usesSensitive = true;
    this.#budget.work(value.length);
    const within = [...place.within, name];
    const secret = isSensitive ? name : place.secret;
    return this.#rendered(this.#parsed(value), {
      ...place,
      within,
      secret,
      depth: place.depth + 1,
    });
  }

  #parsed(value: string): Template {
    const template = this.#templates.get(value) ?? parseTemplate(value);
    this.#templates.set(value, template);
    return template;
  }
}

function asWord(flag: boolean): string {
  return flag ? "True" : "False";
}

/** The innermost local that a name is, or starts with. */
function localOf(name: string, { locals }: Place): Local | undefined {
  const sought = name.toLowerCase();
  return locals.findLast((local) => {
    const own = local.name.toLowerCase();
    return sought.startsWith(own) && /^([.[]|$)/.test(sought.slice(own.length));
  });
}

/** The name in the table that a name refers to; undefined if it is an item of a list. */
function pathOf(name: string, place: Place): string | undefined {
  const local = localOf(name, place);
  return local === undefined ? name : local.path && local.path + name.slice(local.name.length);
}

function needsItself(name: string, { within }: Place): SubstitutionError {
  const chain = [...within.slice(within.indexOf(name)), name].join(" → ");
  return new SubstitutionError("recursion", `The variable ${name} refers to itself: ${chain}.`);
}
