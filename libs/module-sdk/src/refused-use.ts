// Where a source uses what the load gate refuses: bytes have no lines, the names in the source do.

export interface RefusedUse {
  /** Of the world, as in `sources`. */
  readonly file: string;
  /** UTF-16 units from the beginning. */
  readonly start: number;
  /** The name or number that stands there. */
  readonly used: string;
  readonly hint: string;
}

type Uses = readonly (readonly [RegExp, string])[];

const INTEGERS = 'Use integers, or dec128 as text: floats differ between machines.';

/** By code of the gate, the more telling names first. */
const USES: Readonly<Record<string, Uses>> = {
  float: [
    [/\bMath\.random\b/, 'Take chance from `this.context.entropy`: every replay must have the same.'],
    [/\b(?:Date\.now|performance\.now)\b/, 'Take the time from `this.context.logical_now_ns`: every replay must have the same.'],
    [/\b(?:f32|f64|number|Math\.\w+|NaN|Infinity|parseFloat)\b|(?<![\w.])\d+\.\d+/, INTEGERS],
  ],
  import: [
    [/\b(?:console|process|crypto)\.\w+/, 'Remove it: a module calls nothing outside of itself. What it has to say is state or an event.'],
    [/\bdeclare\b/, 'Remove the `declare`: a module calls nothing outside of itself.'],
  ],
};

/** Undefined when no source has a name that explains it. Generated types cause nothing. */
export function findRefusedUse(code: string, sources: ReadonlyMap<string, string>): RefusedUse | undefined {
  const texts = [...sources].filter(([file]) => !file.startsWith('modules/generated/')).map(([file, text]) => [file, withoutProse(text)] as const);
  for (const [pattern, hint] of USES[code] ?? []) {
    for (const [file, text] of texts) {
      const found = pattern.exec(text);
      if (found) return { file, start: found.index, used: found[0], hint };
    }
  }
  return undefined;
}

/** Comments and texts as blanks, everything else where it was. */
function withoutProse(text: string): string {
  return text.replace(/\/\/.*|\/\*[^]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, (prose) => prose.replace(/[^\n]/g, ' '));
}
