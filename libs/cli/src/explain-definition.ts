// What `air why` answers about a definition of a loaded world.
import type { Problem } from '@nx-air/air';
import { locateJson, type JsonObject } from '@nx-air/canon';
import {
  specPointer,
  specSubject,
  vendoredDefs,
  whyDefinition,
  type Host,
  type LoadedWorld,
  type Supplier,
  type WhyAnswer,
  type WhyImport,
  type WhyStep,
} from '@nx-air/world';
import type { CommandResult } from './command.ts';
import { conclude } from './conclude.ts';

type Texts = ReadonlyMap<string, string>;

interface Sight {
  readonly imports: readonly WhyImport[];
  /** Warnings instead of errors where the store stands in for an import that is gone. */
  readonly problems: readonly Problem[];
  /** Those that keep definitions from being seen; what is wrong with those that are seen is for `air check`. */
  readonly relevant: readonly Problem[];
}

/** Only to explain: a world with a missing import does not merge, whatever is vendored. */
function lookAt(host: Host, worldDir: string, { root, configFile, specs, own, imports, problems }: LoadedWorld): Sight {
  const found = new Map(imports.map(({ source, nodes }) => [source.spec.index, nodes]));
  const seen = specs.flatMap((spec): readonly WhyImport[] => {
    const nodes = found.get(spec.index);
    if (nodes !== undefined) return [{ spec, nodes, vendored: false }];
    const vendored = vendoredDefs(host, { root, worldDir }, spec);
    return vendored === undefined ? [] : [{ spec, nodes: vendored, vendored: true }];
  });
  const loaded = new Set([...own, ...seen.flatMap(({ nodes }) => nodes)].map(({ origin }) => origin.file));
  const gone = seen.filter(({ vendored }) => vendored).map(({ spec }) => specSubject(spec));
  const weighed = problems.map((problem): Problem => (gone.includes(problem.subject) ? { ...problem, severity: 'warning' } : problem));
  return { imports: seen, problems: weighed, relevant: weighed.filter(({ file }) => file === configFile || !loaded.has(file)) };
}

function placeOf({ file, pointer }: Pick<WhyStep, 'file' | 'pointer'>, texts: Texts): string {
  if (file === undefined) return 'built-in';
  const text = texts.get(file);
  return text === undefined ? file : `${file}:${locateJson(text, pointer).line}`;
}

function supplierLine(supplier: Supplier, texts: Texts, world: LoadedWorld): string {
  const { label, used, vendored, import: index } = supplier;
  const spec = world.specs.find((each) => each.index === index);
  const asked = spec === undefined ? '' : ` (asked for in ${placeOf({ file: world.configFile, pointer: specPointer(spec) }, texts)})`;
  const notes = [...(used ? [] : ['another body, not used']), ...(vendored ? ['vendored body; the import is gone'] : [])];
  return `${label}${supplier.file === undefined ? '' : `  ${placeOf(supplier, texts)}`}${asked}${notes.length === 0 ? '' : `: ${notes.join(', ')}`}`;
}

function answerLines({ kind, name, chains, more, suppliers }: WhyAnswer, texts: Texts, world: LoadedWorld, manifest: string): readonly string[] {
  return [
    `${kind} ${name}`,
    ...chains.flatMap((chain) => [
      `  manifest ${manifest}`,
      ...chain.map((step, depth) => `${'  '.repeat(depth + 2)}${step.words} -> ${step.kind} ${step.name}  ${placeOf(step, texts)}`),
    ]),
    ...(more ? ['  and more ways of the same length'] : []),
    ...(chains.length === 0 ? ['  the manifest does not reach it'] : []),
    '  supplied by',
    ...suppliers.map((supplier) => `    ${supplierLine(supplier, texts, world)}`),
  ];
}

function placeJson({ file, pointer }: Pick<WhyStep, 'file' | 'pointer'>, texts: Texts): JsonObject {
  const text = file === undefined ? undefined : texts.get(file);
  return { file: file ?? null, ...(text === undefined ? {} : { line: locateJson(text, pointer).line }), pointer };
}

function answerJson({ kind, name, chains, more, suppliers }: WhyAnswer, texts: Texts): JsonObject {
  return {
    kind,
    name,
    chains: chains.map((chain) => chain.map((step) => ({ reference: step.words, ...placeJson(step, texts), kind: step.kind, name: step.name }))),
    more_chains: more,
    suppliers: suppliers.map((supplier) => ({
      label: supplier.label,
      import: supplier.import ?? null,
      ...placeJson(supplier, texts),
      hash: supplier.hash,
      used: supplier.used,
      vendored: supplier.vendored,
    })),
  };
}

function unknownProblem(world: LoadedWorld, asked: string, meant: string | undefined): Problem {
  return {
    code: 'definition_unknown',
    subject: asked,
    file: world.configFile,
    pointer: '',
    hint: meant === undefined ? `Run \`air merge ${world.dir === '' ? '.' : world.dir}\` for the names there are.` : `Did you mean \`${meant}\`?`,
  };
}

export function explainDefinition(host: Host, worldDir: string, world: LoadedWorld, asked: string, label: string): CommandResult {
  const { imports, problems, relevant } = lookAt(host, worldDir, world);
  const result = whyDefinition({ own: world.own, imports }, asked);
  const answers = result.kind === 'found' ? result.answers : [];
  const { texts } = world;
  const manifest = world.own.find(({ kind }) => kind === 'manifest');
  const shown = manifest === undefined ? 'missing' : placeOf(manifest.origin, texts);
  const concluded = conclude({
    problems: result.kind === 'unknown' ? [...problems, unknownProblem(world, asked, result.meant)] : relevant,
    texts,
    data: { world: world.id, asked, definitions: answers.map((answer) => answerJson(answer, texts)) },
    lines: answers.flatMap((answer) => answerLines(answer, texts, world, shown)),
    again: `air why ${label} ${asked}`,
    next: `air merge ${label}`,
  });
  return result.kind === 'unknown' ? { ...concluded, next: result.meant === undefined ? `air merge ${label}` : `air why ${label} ${result.meant}` } : concluded;
}
