// Names of worlds and packs: they are project name, id and namespace of definitions at once.
import { GeneratorError } from '../errors.ts';

/** Grammar of world ids and of namespaces. */
const NAME = /^[a-z][a-z0-9._-]*$/u;
const LONGEST = 100;

/** @throws GeneratorError saying which name would do */
export function checkName(what: 'world' | 'pack' | 'scenario', name: string): void {
  if (name === 'sys') throw new GeneratorError('bad_name', `"${name}" belongs to the built-in definitions`, `Choose another name for the ${what}.`);
  if (NAME.test(name) && name.length <= LONGEST) return;
  const near = suggestName(name);
  const hint = near === undefined ? `Begin with a letter a-z; letters, digits, ".", "_" and "-" may follow, ${LONGEST} at most.` : `Did you mean "${near}"?`;
  throw new GeneratorError('bad_name', `"${name}" is no name of a ${what}`, hint);
}

/** `OrderDesk` and `order desk` become `order-desk`. */
function suggestName(name: string): string | undefined {
  const words = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/([a-z0-9])([A-Z])/gu, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9._]+/u)
    .filter((word) => word !== '');
  const near = words.join('-').slice(0, LONGEST);
  return NAME.test(near) ? near : undefined;
}
