// Adds to the text of a JSON file and leaves every other character as it is, comments included.
import type { JsonValue } from '@nx-air/canon';
import { compareText, layoutJson } from '@nx-air/canon/json';
import type { Node } from 'jsonc-parser';
import { findNodeAtLocation, getNodeValue, parseTree } from 'jsonc-parser';
import { isJsonObject } from './json-object.ts';

export type JsonPath = readonly (string | number)[];

export type JsonEdit =
  /** A member: replaced when it is there, else added at the end of its object. Objects on the way are made. */
  | { readonly set: JsonPath; readonly value: JsonValue }
  /**
   * Items of a list, which is made when it is missing. Among items sorted by `name` they take their place, else they go
   * to the end, or with `first` to the beginning. With `spread` each member gets a line of its own, however short.
   */
  | { readonly add: JsonPath; readonly items: readonly JsonValue[]; readonly first?: boolean; readonly spread?: boolean };

interface Style {
  readonly unit: string;
  readonly eol: string;
  /** The text has no line break inside: what is added has none either. */
  readonly flat: boolean;
  /** Nor a blank between its parts. */
  readonly dense: boolean;
  readonly spread: boolean;
}

/**
 * `text` may hold comments. The edits apply one after the other.
 * @throws RangeError when the text is no JSON or something else stands where an object or a list is wanted
 */
export function editJson(text: string, edits: readonly JsonEdit[]): string {
  const marked = text.startsWith('\uFEFF');
  const edited = edits.reduce(applyEdit, marked ? text.slice(1) : text);
  return marked ? `\uFEFF${edited}` : edited;
}

function applyEdit(text: string, edit: JsonEdit): string {
  const root = parseTree(text);
  if (root === undefined) throw new RangeError('the text is no JSON');
  const path = 'set' in edit ? edit.set : edit.add;
  const value: JsonValue = 'set' in edit ? edit.value : edit.items;
  if (!('set' in edit) && edit.items.length === 0) return text;
  const known = findNodeAtLocation(root, [...path]);
  const style = { ...styleOf(text), spread: !('set' in edit) && edit.spread === true };
  if (known !== undefined && 'set' in edit) return replace(text, known.offset, known.length, render(value, indentAt(text, known.offset), style));
  if (known !== undefined && !('set' in edit)) return edit.items.reduce<string>((done, item, index) => addItem(done, path, item, edit.first === true ? index : undefined, style), text);
  for (let depth = path.length - 1; depth >= 0; depth -= 1) {
    const holder = findNodeAtLocation(root, path.slice(0, depth));
    const key = path[depth];
    if (holder === undefined) continue;
    if (holder.type !== 'object' || typeof key !== 'string') throw new RangeError(`no object at /${path.slice(0, depth).join('/')}`);
    const inner = path.slice(depth + 1).reduceRight<JsonValue>(nest, value);
    return addChild(text, holder, { key, value: inner }, holder.children?.length ?? 0, style);
  }
  throw new RangeError('the text holds no object');
}

const nest = (value: JsonValue, key: string | number): JsonValue => ({ [String(key)]: value });

function addItem(text: string, path: JsonPath, item: JsonValue, at: number | undefined, style: Style): string {
  const root = parseTree(text);
  const list = root && findNodeAtLocation(root, [...path]);
  if (list?.type !== 'array') throw new RangeError(`no list at /${path.join('/')}`);
  return addChild(text, list, { value: item }, at ?? placeOf(list, item), style);
}

/** By `name` among items that are sorted by it. */
function placeOf(list: Node, item: JsonValue): number {
  const children = list.children ?? [];
  const names = children.map((child) => nameOf(getNodeValue(child)));
  const name = nameOf(item);
  const isSorted = names.every((each, index) => each !== undefined && (index === 0 || compareText(names[index - 1] ?? '', each) <= 0));
  if (name === undefined || !isSorted) return children.length;
  const next = names.findIndex((each) => each !== undefined && compareText(each, name) > 0);
  return next < 0 ? children.length : next;
}

function nameOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('name' in value)) return undefined;
  return typeof value.name === 'string' ? value.name : undefined;
}

interface Child {
  /** Absent for the item of a list. */
  readonly key?: string;
  readonly value: JsonValue;
}

function addChild(text: string, holder: Node, child: Child, index: number, style: Style): string {
  const indent = indentAt(text, holder.offset);
  const whole = text.slice(holder.offset, holder.offset + holder.length);
  const children = holder.children ?? [];
  if (children.length === 0 && !/\S/u.test(whole.slice(1, -1))) {
    return replace(text, holder.offset, holder.length, render(withChild(holder, child, index), indent, style));
  }
  // Laid out as new text would be: with one more child it is laid out anew.
  const before = holder.offset - (text.lastIndexOf('\n', holder.offset - 1) + 1);
  const layout = { unit: style.unit, indent, taken: before + 1 };
  if (!style.flat && !style.spread && whole === ended(layoutJson(getNodeValue(holder), layout), style)) {
    return replace(text, holder.offset, holder.length, ended(layoutJson(withChild(holder, child, index), layout), style));
  }
  return spliceChild(text, holder, child, index, style);
}

/** Beside its neighbour, on a line of its own when the neighbour has one. */
function spliceChild(text: string, holder: Node, child: Child, index: number, style: Style): string {
  const children = holder.children ?? [];
  const at = children[index];
  const last = children.at(-1);
  const first = children[0];
  const isSpread = first !== undefined && text.slice(holder.offset, first.offset).includes('\n');
  const inner = isSpread ? indentAt(text, first.offset) : indentAt(text, holder.offset);
  const rendered = renderChild(child, inner, isSpread ? style : { ...style, flat: true });
  const gap = isSpread ? style.eol + inner : style.dense ? '' : ' ';
  if (at !== undefined) return replace(text, at.offset, 0, `${rendered},${gap}`);
  if (last === undefined) return replace(text, holder.offset + 1, 0, rendered);
  return replace(text, last.offset + last.length, 0, `,${gap}${rendered}`);
}

function withChild(holder: Node, { key, value }: Child, index: number): JsonValue {
  const present: JsonValue = getNodeValue(holder);
  if (key === undefined && Array.isArray(present)) return [...present.slice(0, index), value, ...present.slice(index)];
  return isJsonObject(present) ? { ...present, [key ?? '']: value } : value;
}

function renderChild({ key, value }: Child, indent: string, style: Style): string {
  return key === undefined ? render(value, indent, style) : `${JSON.stringify(key)}:${style.dense ? '' : ' '}${render(value, indent, style, JSON.stringify(key).length + 2)}`;
}

function render(value: JsonValue, indent: string, style: Style, before = 0): string {
  if (style.dense) return JSON.stringify(value);
  if (style.flat) return layoutJson(value, { width: Number.POSITIVE_INFINITY });
  return ended(layoutJson(value, { unit: style.unit, indent, taken: indent.length + before + 1, ...(style.spread ? { width: 0 } : {}) }), style);
}

const ended = (text: string, { eol }: Style): string => (eol === '\n' ? text : text.replaceAll('\n', eol));

const replace = (text: string, offset: number, length: number, inserted: string): string => text.slice(0, offset) + inserted + text.slice(offset + length);

/** The smallest indentation in use, two spaces where there is none. */
function styleOf(text: string): Omit<Style, 'spread'> {
  const indents = [...text.matchAll(/^([ \t]+)[^\s*]/gmu)].flatMap(([, indent]) => (indent === undefined ? [] : [indent]));
  const unit = indents.reduce<string | undefined>((best, indent) => (best === undefined || indent.length < best.length ? indent : best), undefined);
  const flat = !text.trim().includes('\n') && text.trim().length > 2;
  return { eol: text.includes('\r\n') ? '\r\n' : '\n', unit: unit ?? '  ', flat, dense: flat && !/[:,] /u.test(text) };
}

/** The blanks that the line of `offset` begins with. */
function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/u.exec(text.slice(start, offset))?.[0] ?? '';
}
