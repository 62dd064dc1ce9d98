// What a wrapper and its event are called.
export interface WrapperNames {
  /** Schema of the world that starts the wrapper. */
  readonly event: string;
  readonly plan: string;
  /** Name of the file without its suffix. */
  readonly stem: string;
}

/** `base` is taken from `x/core_order_parts@1` when it is not given: `order_parts`. */
export function wrapperNames(namespace: string, core: string, base: string = baseOf(core)): WrapperNames {
  const pascal = base.split(/[_.-]+/u).filter((word) => word !== '').map((word) => word[0]?.toUpperCase() + word.slice(1)).join('');
  return { event: `${namespace}/${pascal}Wanted@1`, plan: `${namespace}/adapter_${base.replaceAll('-', '_')}@1`, stem: `wrap-${base.replaceAll('_', '-')}` };
}

function baseOf(core: string): string {
  return core.slice(core.indexOf('/') + 1, core.lastIndexOf('@')).replace(/^(?:core|entry)_/u, '');
}
