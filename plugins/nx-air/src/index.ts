import { encode } from 'cbor-x';
import { name as other } from './other.ts';
export const name = 'nx-air';
export const createNodes = ['worlds/*/aos.sync.json', (files: readonly string[]) => files.map((f) => [f, { projects: { [f.replace('/aos.sync.json','')]: { name: f.split('/')[1], targets: { validate: { executor: 'nx-air:validate', cache: true } } } } }])] as const;
void encode; void other;
