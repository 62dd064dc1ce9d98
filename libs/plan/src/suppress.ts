// `air:allow <lint> — <reason>` in a `$comment`: lints that an author has looked at and decided against.
import { nearest, type MergedDef, type Problem } from '@nx-air/air';
import { joinPointer, type JsonObject, type JsonValue } from '@nx-air/canon';
import { LINT_CODES, type LintCode } from './lints/lint.ts';
import { isArray, isObject } from './members.ts';
import { problemIn } from './report.ts';

interface Allowance {
  readonly def: MergedDef;
  /** Of the object that holds the comment, inside the definition: a step, or '' for the definition. */
  readonly base: string;
  readonly code: LintCode;
}

interface Comment {
  readonly base: string;
  readonly text: string;
}

/**
 * Takes away what the comments of the definitions allow, and adds what is wrong with the comments. `judged` are the
 * lints that were asked here: an allowance for another one cannot be called unused.
 */
export function applySuppressions(found: readonly Problem[], defs: readonly MergedDef[], judged: ReadonlySet<LintCode>): readonly Problem[] {
  const problems: Problem[] = [];
  const allowances: Allowance[] = [];
  for (const def of defs) {
    for (const comment of commentsOf(def.json)) {
      for (const line of comment.text.split('\n')) readLine(line, { def, base: comment.base }, allowances, problems);
    }
  }
  const used = new Set<Allowance>();
  const kept = found.filter((problem) => {
    const covering = allowances.filter((allowance) => covers(allowance, problem));
    for (const allowance of covering) used.add(allowance);
    return covering.length === 0;
  });
  for (const allowance of allowances) {
    if (used.has(allowance) || !judged.has(allowance.code)) continue;
    problems.push(problemIn(allowance.def, 'unused_suppression', `${allowance.base}/$comment`, { actual: `${allowance.code} finds nothing here` }));
  }
  return [...kept, ...problems];
}

function covers({ def, base, code }: Allowance, problem: Problem): boolean {
  if (problem.code !== code || problem.file !== def.origin.file || !problem.pointer.startsWith(def.origin.pointer)) return false;
  const inside = problem.pointer.slice(def.origin.pointer.length);
  if (base !== '') return inside === base || inside.startsWith(`${base}/`);
  // A definition speaks for itself, not for its steps.
  return inside === '' || (inside.startsWith('/') && !inside.startsWith('/steps/'));
}

function commentsOf(json: JsonObject): readonly Comment[] {
  const steps = json['steps'];
  const inner = isArray(steps) ? steps.map((step, index): readonly [string, JsonValue] => [joinPointer('/steps', String(index)), step]) : [];
  return [['', json] as const, ...inner].flatMap(([base, value]) => {
    const text = isObject(value) ? value['$comment'] : undefined;
    return typeof text === 'string' ? [{ base, text }] : [];
  });
}

const MARK = /^\s*air:allow(?![\w:])/u;
const FORM = /^\s*air:allow\s+(\S+)\s+(?:—|–|--?)\s*(.*)$/su;
const isLint = (code: string): code is LintCode => LINT_CODES.some((known) => known === code);

function readLine(line: string, place: Omit<Allowance, 'code'>, allowances: Allowance[], problems: Problem[]): void {
  if (!MARK.test(line)) return;
  const [, code, reason = ''] = FORM.exec(line) ?? [];
  const bad = (actual: string, hint?: string): void => {
    const facts = { expected: '`air:allow <lint> — <reason>`', actual, ...(hint === undefined ? {} : { hint }) };
    problems.push(problemIn(place.def, 'bad_suppression', `${place.base}/$comment`, facts));
  };
  if (code === undefined) return bad('no lint and reason of this form');
  if (!isLint(code)) {
    const meant = nearest(code, LINT_CODES);
    return bad(`\`${code}\`, which is no lint`, meant === undefined ? undefined : `Did you mean \`${meant}\`?`);
  }
  // A reason says something: at least one word.
  if (!/\p{L}{2,}/u.test(reason)) return bad(`no reason for ${code}`);
  allowances.push({ ...place, code });
}
