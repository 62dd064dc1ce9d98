// The comments in Markdown that say what the fence below them must hold.

export type Marker =
  | {
      readonly kind: 'run';
      readonly command: string;
      /** Name of a fixture to run in; the repository without it. */
      readonly fixture?: string;
      readonly exit: number;
      /** The fence shows this many lines at most, then `…`. */
      readonly lines?: number;
      /** After a cut, this many of the last lines follow the `…`. */
      readonly tail: number;
      /** `findings` leaves out the command, and what follows the findings. */
      readonly show: 'all' | 'findings';
      /** A program without which the command says something else: then the block is not checked. */
      readonly needs?: string;
      /** A program that the command must not find. */
      readonly without?: string;
    }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly fixture?: string;
      readonly lines?: number;
      /** Name of a JSON member whose object is shown as `{ … }`. */
      readonly fold?: string;
    }
  | { readonly kind: 'targets' }
  | { readonly kind: 'wrong'; readonly reason: string };

const FORM = /^<!-- (run|file|targets)(?: in (\S+?))?((?: [a-z]+=[^\s:]+)*)(?:: (.+?))? -->$/;
/** Looks like a marker, so that a mistyped one is not taken for an ordinary comment. */
const ALIKE = /^<!--\s*(run|file|targets)\b/;

const ATTRIBUTES: Readonly<Record<'run' | 'file' | 'targets', readonly string[]>> = {
  run: ['exit', 'lines', 'tail', 'show', 'needs', 'without'],
  file: ['lines', 'fold'],
  targets: [],
};

/** `undefined` for lines that are no marker. */
export function parseMarker(line: string): Marker | undefined {
  if (!ALIKE.test(line)) return undefined;
  const [, word, fixture, attributes = '', rest] = FORM.exec(line) ?? [];
  if (word !== 'run' && word !== 'file' && word !== 'targets') {
    return wrong('expected <!-- run [in FIXTURE] [name=value]: COMMAND -->, <!-- file [in FIXTURE]: PATH --> or <!-- targets -->');
  }
  const given = new Map(attributes.trim().split(' ').filter((part) => part !== '').map((part): [string, string] => {
    const at = part.indexOf('=');
    return [part.slice(0, at), part.slice(at + 1)];
  }));
  const unknown = [...given.keys()].find((name) => !ATTRIBUTES[word].includes(name));
  if (unknown !== undefined) return wrong(`unknown attribute ${unknown}; known: ${ATTRIBUTES[word].join(', ') || 'none'}`);
  const exit = readNumber(given.get('exit') ?? '0');
  const tail = readNumber(given.get('tail') ?? '0');
  const lines = given.has('lines') ? readNumber(given.get('lines') ?? '') : undefined;
  if (exit === undefined || tail === undefined || (given.has('lines') && (lines === undefined || lines === 0))) {
    return wrong('exit, lines and tail are whole numbers, lines at least 1');
  }
  if (word === 'targets') return rest === undefined && fixture === undefined ? { kind: 'targets' } : wrong('targets takes nothing');
  if (rest === undefined) return wrong(`${word} needs ": " and ${word === 'run' ? 'a command' : 'a path'}`);
  const common = { ...(fixture === undefined ? {} : { fixture }), ...(lines === undefined ? {} : { lines }) };
  if (word === 'file' && rest.includes(' ')) return wrong('a path has no blanks; attributes stand before the colon');
  const fold = given.get('fold');
  if (word === 'file') return { kind: 'file', path: rest, ...common, ...(fold === undefined ? {} : { fold }) };
  const needs = given.get('needs');
  const without = given.get('without');
  const show = given.get('show') ?? 'all';
  if (show !== 'all' && show !== 'findings') return wrong('show is all or findings');
  return { kind: 'run', command: rest, exit, tail, show, ...common, ...(needs === undefined ? {} : { needs }), ...(without === undefined ? {} : { without }) };
}

const wrong = (reason: string): Marker => ({ kind: 'wrong', reason });

const readNumber = (text: string): number | undefined => (/^[0-9]{1,4}$/.test(text) ? Number(text) : undefined);
