// How much a workspace makes of each lint: `lints` among the options of nx-air in nx.json, and `--lint`.
import { readJson, type JsonValue } from '@nx-air/canon';
import { readLintLevels, type LintLevels, type LockedSlots } from '@nx-air/plan/check';
import { authorityOf, parseLock, repositoryRoot, specSubject, type Host, type LoadedWorld } from '@nx-air/world';
import { CliError } from './errors.ts';

type Pair = readonly [lint: string, level: unknown];

/**
 * Levels for a world or pack in `dir` (absolute): those of nx.json at the top of its repository, then `words` of the
 * form `lint=level`. Throws `CliError` `bad_value`.
 */
export function readLintSettings(host: Host, dir: string, words: readonly string[]): LintLevels {
  const settled = new Map([...levelsOf(workspacePairs(host, dir), 'nx.json: nx-air: option "lints"'), ...levelsOf(words.map(pairOf), '`--lint`')]);
  return settled;
}

function levelsOf(pairs: readonly Pair[], where: string): LintLevels {
  const read = readLintLevels(pairs);
  if (read.ok) return read.levels;
  throw new CliError('bad_value', `${where}: ${read.message}`, read.hint);
}

function pairOf(word: string): Pair {
  const at = word.indexOf('=');
  if (at < 0) throw new CliError('bad_value', `\`--lint ${word}\` has no level`, `Write \`--lint ${word}=error\`, or \`=warning\`, or \`=off\`.`);
  return [word.slice(0, at), word.slice(at + 1)];
}

/** An nx.json that cannot be read is a matter of Nx. */
function workspacePairs(host: Host, dir: string): readonly Pair[] {
  const bytes = host.readFile(`${repositoryRoot(host, dir)}/nx.json`);
  const config = bytes === undefined ? undefined : readJson(bytes, { floats: 'allow' }).value;
  const plugins = memberOf(config, 'plugins');
  const lists = (Array.isArray(plugins) ? plugins : []).flatMap((entry: JsonValue) => {
    const lints = memberOf(entry, 'plugin') === 'nx-air' ? memberOf(memberOf(entry, 'options'), 'lints') : undefined;
    return lints === undefined ? [] : [lints];
  });
  return lists.flatMap((lints): readonly Pair[] => {
    if (typeof lints === 'object' && lints !== null && !Array.isArray(lints)) return Object.entries(lints);
    throw new CliError('bad_value', 'nx.json: nx-air: option "lints" is not an object', 'Write "lints": { "late_wait": "error" }.');
  });
}

function memberOf(json: JsonValue | undefined, key: string): JsonValue | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json) || !Object.hasOwn(json, key)) return undefined;
  return new Map(Object.entries(json)).get(key);
}

/** Imports whose lock lists slots, with the slots that they use now. */
export function lockedSlotsOf({ specs, imports, configFile }: LoadedWorld): readonly LockedSlots[] {
  return imports.flatMap(({ source, nodes }): readonly LockedSlots[] => {
    const spec = specs.find(({ index }) => index === source.spec.index);
    const authority = spec?.lock === undefined ? undefined : parseLock(spec.lock).lock?.authority;
    if (spec === undefined || authority === undefined) return [];
    const pointer = `/air/imports/${spec.index}/lock/authority/cap_slots`;
    return [{ subject: specSubject(spec), file: configFile, pointer, locked: authority.capSlots, current: authorityOf(nodes).capSlots }];
  });
}
