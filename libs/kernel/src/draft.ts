// Plain data while it is being put together: spreading what is absent costs more than the rest of a record.

/** `T` before it is handed out. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };
