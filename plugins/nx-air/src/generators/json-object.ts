// Reading members of JSON whose shape nobody has checked.
import type { JsonObject, JsonValue } from '@nx-air/canon/json';

export const isJsonObject = (value: JsonValue | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Empty for anything but an object. */
export const objectOf = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {});

/** Empty for anything but a list. */
export const listOf = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? value : []);

export const memberOf = (value: JsonValue | undefined, key: string): JsonValue | undefined => (isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined);

/** The members `name` of the objects in a list. */
export const namesIn = (list: JsonValue | undefined): readonly string[] => textsAt(list, 'name');

/** A text member of each object in a list that has one. */
export const textsAt = (list: JsonValue | undefined, key: string): readonly string[] => listOf(list).map((entry) => memberOf(entry, key)).filter((value) => typeof value === 'string');
