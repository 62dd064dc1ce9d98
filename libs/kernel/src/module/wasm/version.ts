// Which load gate and instrumenter WASM modules went through: what they refuse and what fuel counts depends on it.

/**
 * Part of the runtime profile. A change of what is refused or of any fuel figure raises it, and the old version stays
 * for journals that were written with it.
 */
export const INSTRUMENTER_VERSION = 1;
