// The folders of a world that hold its definitions.
import { expect, test } from 'vitest';
import { repo } from './support/worlds.ts';
import { worldFolders } from '../src/world-folders.ts';

const host = repo({
  'w/air/plans/a.json': '', 'w/air/air/b.json': '', 'w/air2/x': '', 'w/defs/x': '', 'w/plans/x': '', 'w/Air/x': '', 'w/definitions/x': '',
  'w/airline': '', 'w/airlink': { link: 'air' }, 'plans/x': '', 'airport/defs/x': '',
});

test.each([
  ['air itself, with everything below', '/repo/w/air', ['/repo/w/air'], []],
  ['plans itself', '/repo/plans', ['/repo/plans'], []],
  ['anything that begins with air', '/repo/airport', ['/repo/airport'], []],
  ['of any other folder its children air*, defs, plans; links apart', '/repo/w', ['/repo/w/air', '/repo/w/air2', '/repo/w/defs', '/repo/w/plans'], ['/repo/w/airlink']],
  ['none', '/repo/w/definitions', [], []],
])('%s', (_name, dir, folders, links) => expect(worldFolders(host, dir)).toEqual({ folders, links }));
