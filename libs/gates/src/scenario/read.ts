// Reads a scenario file against its world: everything wrong with it is a problem, located in the file.
import { checkScenario, codeEntry, type Problem } from '@nx-air/air';
import { readJson, type Hash, type JsonObject, type JsonValue } from '@nx-air/canon';
import type { Limits } from '@nx-air/kernel';
import type { Scenario } from './scenario.ts';
import { readCarry } from './carry.ts';
import { readContent } from './content.ts';
import { readExpectations } from './expectations.ts';
import { readInputs } from './inputs.ts';
import { entriesOf, numberOf, objectOf, textOf } from './json.ts';
import { readPeers } from './peers.ts';
import { readReceipts } from './receipts.ts';
import { reporterFor } from './report.ts';
import { parseStart } from './time.ts';
import type { LoadedOverlay, RunnableWorld } from '../world.ts';

export const SCENARIO_SUFFIX = '.scenario.json';
const MAX_ITEMS = 100_000;

export interface ReadScenario {
  /** Absent when there is an error. */
  readonly scenario?: Scenario;
  readonly problems: readonly Problem[];
  /** Texts of the file and of the definitions of its upgrades, by the names that findings use. */
  readonly texts: ReadonlyMap<string, string>;
}

export interface ReadScenarioOptions {
  /** In place of `start`. */
  readonly startNs?: bigint;
}

/** `file` is relative to the repository root; folders of upgrades stand beside it. */
export async function readScenario(file: string, bytes: Uint8Array, world: RunnableWorld, options: ReadScenarioOptions = {}): Promise<ReadScenario> {
  const name = file.slice(file.lastIndexOf('/') + 1, -SCENARIO_SUFFIX.length);
  const texts = new Map([[file, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)]]);
  const json = readJson(bytes);
  const subject = `scenario ${name}`;
  const unread = json.problems.map((problem): Problem => ({ ...problem, subject, file }));
  if (json.value === undefined) return { problems: unread, texts };
  const shape = checkScenario(json.value, file, subject).filter(({ pointer }) => !unread.some((known) => known.pointer === pointer));
  const before = [...unread, ...shape];
  // What has another shape would be missing everywhere else.
  if (before.some(isError)) return { problems: before, texts };
  const { scenario, problems } = await compile(json.value, { name, file, texts, ...options }, world);
  const all = [...before, ...problems];
  return { ...(!all.some(isError) && { scenario }), problems: all, texts };
}

function isError({ code, severity }: Problem): boolean {
  return (severity ?? codeEntry(code).severity) === 'error';
}

interface Place {
  readonly name: string;
  readonly file: string;
  readonly texts: Map<string, string>;
  readonly startNs?: bigint;
}

async function compile(json: JsonValue, place: Place, world: RunnableWorld): Promise<{ readonly scenario: Scenario; readonly problems: readonly Problem[] }> {
  const { name, file, texts, startNs } = place;
  const members = objectOf(json);
  const { report, problems } = reporterFor(name, file);
  const start = members['start'] === undefined ? 0n : parseStart(members['start']);
  if (start === undefined) report('scenario_bad_time', '/start', { expected: 'nanoseconds, or a date and time like `2026-01-31T12:00:00Z`', actual: JSON.stringify(members['start']) });
  const content = readContent(members['content'], report);
  const common: CommonParts = {
    name,
    file,
    startNs: startNs ?? start ?? 0n,
    limits: limitsOf(members['limits']),
    maxItems: numberOf(members, 'max_items') ?? MAX_ITEMS,
    secrets: new Map(entriesOf(members['secrets']).map(([alias, value]) => [alias, String(value)])),
    putContent: (store) => content.put(store),
  };
  const side = { place, hashes: content.hashes, problems };
  const seed = textOf(members, 'seed') ?? name;
  const peers = await readPeers(
    members['peers'],
    world,
    report,
    (loaded) => takeOverlay(loaded, problems, texts),
    async (peer, part, base) => ({ ...common, ...(await readSide(part, peer, common, side, base)), base, seed: `${seed} ${peer.id}`, peers: [], carry: [], carried: [] }),
  );
  const types = new Map([{ world }, ...peers].map((one) => [one.world.id, one.world.types]));
  const scenario: Scenario = { ...common, ...(await readSide(members, world, common, side, '')), base: '', seed, peers, carry: readCarry(members['carry'], types, report), carried: [] };
  return { scenario, problems };
}

type CommonParts = Pick<Scenario, 'name' | 'file' | 'startNs' | 'limits' | 'maxItems' | 'secrets' | 'putContent'>;

interface SideContext {
  readonly place: Place;
  readonly hashes: ReadonlyMap<string, Hash>;
  readonly problems: Problem[];
}

/** What a scenario says about one world. */
async function readSide(members: JsonObject, world: RunnableWorld, { startNs }: CommonParts, { place, hashes, problems }: SideContext, base: string): Promise<Pick<Scenario, 'inputs' | 'rules' | 'expect'>> {
  const { name, file, texts } = place;
  const { report, problems: found } = reporterFor(name, file, base);
  const context = { hashes, startNs, report };
  const { inputs, types } = await readInputs(members['inputs'], world, context, async (folder, pointer) => {
    const overlay = isInside(folder) ? await world.overlay(`${world.root}/${file.slice(0, file.lastIndexOf('/') + 1)}${folder}`) : undefined;
    if (!overlay) report('scenario_upgrade_missing', pointer, { expected: 'a folder beside the scenario', actual: `\`${folder}\`` });
    else takeOverlay(overlay, found, texts);
    return overlay;
  });
  const side = { inputs, rules: readReceipts(members['receipts'], types, context), expect: readExpectations(members['expect'], types, context) };
  problems.push(...found);
  return side;
}

/** Errors about an upgraded or another world itself; its warnings are those of `air check`. */
function takeOverlay(overlay: Pick<LoadedOverlay, 'problems' | 'texts'>, problems: Problem[], texts: Map<string, string>): void {
  for (const [file, text] of overlay.texts) texts.set(file, text);
  problems.push(...overlay.problems.filter(isError));
}

function isInside(folder: string): boolean {
  return /^[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*\/?$/.test(folder) && !folder.split('/').some((part) => part === '..' || part === '.');
}

function limitsOf(data: JsonValue | undefined): Partial<Limits> {
  return Object.fromEntries(entriesOf(data).map(([name, value]) => [name, Number(value)]));
}
