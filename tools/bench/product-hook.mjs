// Module hook of measuring processes: `@nx-air/…` and `nx-air` mean the packages installed below a folder, not the sources.
import { pathToFileURL } from 'node:url';

let parent = '';
export const initialize = (folder) => void (parent = pathToFileURL(`${folder}/index.mjs`).href);
export const resolve = (specifier, context, next) => (/^(?:@nx-air\/|nx-air(?:\/|$))/.test(specifier) && !context.parentURL?.includes('/node_modules/') ? next(specifier, { ...context, parentURL: parent }) : next(specifier, context));
