// Replays one history in a process of its own: `temporal-once.mjs <bundle> <history>`.
import { readFileSync } from 'node:fs';
import { replayHistories } from './temporal.mjs';

const [bundle, history] = process.argv.slice(2).map((file) => readFileSync(file, 'utf8'));
const { accepted } = await replayHistories(bundle, [history]);
console.log(`accepted ${accepted}`);
process.exit(accepted === 1 ? 0 : 1);
